//! The table of customers, which an import reads back: its file, who looks after it, its tags and the
//! firm's own fields.

use domain::customer::{Choice, CustomField, CustomValue, Tag};
use domain::export::{CUSTOMER_COLUMNS, Cell, customer_row};
use domain::fold::fold;
use domain::import::{Field, ImportKind, OWN, own_named_by};
use domain::language::Language;

use super::source::{Customers, Place};
use super::terms::Terms;
use super::who::users;
use crate::customer::{CustomerRecord, custom_fields};
use crate::db::Db;
use crate::error::StoreError;
use crate::page::{LARGEST_PAGE, PageRequest};

/// The keys of the words of its cells.
const YES: &str = "export-yes";
const NO: &str = "export-no";

pub(super) fn words() -> Vec<String> {
    vec![YES.to_owned(), NO.to_owned()]
}

/// The codes of its columns, those of the firm's own fields apart.
pub(super) fn columns() -> Vec<&'static str> {
    CUSTOMER_COLUMNS.iter().map(|field| field.code()).chain(["owner", "tags"]).collect()
}

/// The firm's own fields that take values, in the order in which they were defined.
pub(super) async fn own_fields(db: &Db) -> Result<Vec<CustomField>, StoreError> {
    let mut own = Vec::new();
    let mut request = Some(PageRequest::first(LARGEST_PAGE));
    while let Some(here) = request {
        let page = custom_fields(db, here).await?;
        own.extend(page.items.into_iter().map(|row| row.field).filter(|field| !field.archived));
        request = page.next.map(|after| PageRequest { limit: LARGEST_PAGE, after: Some(after) });
    }
    Ok(own)
}

/// What stands above the column of a field of the firm: its label, with its code where an import would
/// take the label alone for a column of its own, or for another field of the firm.
pub(super) fn own_heading(field: &CustomField, all: &[CustomField], language: Language) -> String {
    let label = field.label.of(language);
    let alone = own_named_by(label, all).is_some_and(|named| named.id == field.id);
    if !alone || Field::named_by(label, ImportKind::Customers).is_some() {
        format!("{label} ({OWN}{})", field.code)
    } else {
        label.to_owned()
    }
}

/// The next rows from a place, and the place at which to go on.
pub(super) async fn page(
    db: &Db,
    customers: &Customers,
    terms: &Terms,
    place: Place,
) -> Result<(Vec<Vec<Cell>>, Option<Place>), StoreError> {
    let (records, next) = customers.page(db.read(), place).await?;
    let owners = records.iter().filter_map(|record| record.file.owner).collect();
    let owners = users(db.read(), owners).await?;
    let row = |record: &CustomerRecord| {
        let file = &record.file;
        let owner = file.owner.and_then(|owner| owners.get(&owner));
        let tags: Vec<&str> = file.tags.iter().map(Tag::as_str).collect();
        let mut row = customer_row(&record.reference, file);
        row.push(owner.map(String::as_str).into());
        row.push(parted(&tags).into());
        for field in &terms.own {
            let value = file.custom.get(&field.code);
            row.push(value.map(|value| own_value(field, value, terms)).unwrap_or_default());
        }
        row
    };
    Ok((records.iter().map(row).collect(), next))
}

/// Tags as an import parts them: by commas, or by ` |` where a tag holds a comma or a bar.
fn parted(tags: &[&str]) -> String {
    if tags.iter().any(|tag| tag.contains([',', '|'])) {
        // A single one needs the sign too, to be one.
        format!("{} |", tags.join(" | "))
    } else {
        tags.join(", ")
    }
}

/// What stands in the column of a field of the firm.
fn own_value(field: &CustomField, value: &CustomValue, terms: &Terms) -> Cell {
    match value {
        CustomValue::Text(text) => text.as_str().into(),
        CustomValue::Number(number) => Cell::Number(*number),
        CustomValue::Date(day) => (*day).into(),
        CustomValue::Choice(code) => {
            let choice = field.choices.iter().find(|choice| choice.code == *code);
            let label = choice.map_or(code.as_str(), |choice| choice.label.of(terms.language));
            // A label that two choices bear says neither of them.
            let bears = |other: &Choice| {
                Language::ALL.iter().any(|of| fold(other.label.of(*of)) == fold(label))
            };
            let alone = field.choices.iter().filter(|other| bears(other)).count() < 2;
            if alone { label.into() } else { code.as_str().into() }
        }
        CustomValue::Boolean(yes) => terms.word(if *yes { YES } else { NO }).into(),
    }
}
