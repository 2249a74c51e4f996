//! Columns of the firm's own fields: named by a mapping, by `own.<code>`, or by the label of the field in
//! either language where one field alone bears it. What stands in them is judged by the rule of the field.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::columns::only;
use super::fault::RowFault;
use super::field::ImportKind;
use super::file_fault::FileFault;
use super::mapping::{Column, Mapping};
use super::mask::mask;
use crate::customer::{CustomField, CustomFieldKind, CustomValues, CustomerFile};
use crate::fold::fold;
use crate::language::Language;

/// What stands before the code of such a field where it is named beside the others.
pub const OWN: &str = "own.";

/// A column of one of the firm's own fields.
#[derive(Debug, Clone, Eq, Serialize, Deserialize)]
pub struct OwnColumn {
    /// Where it stands.
    pub column: Column,
    /// The field.
    pub field: CustomField,
}

/// The same column of the same field, whatever its label by now: an import that was interrupted goes on.
impl PartialEq for OwnColumn {
    fn eq(&self, other: &Self) -> bool {
        self.column == other.column && self.field.id == other.field.id
    }
}

impl OwnColumn {
    /// The name of its field beside the others.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{OWN}{}", self.field.code)
    }
}

/// The columns of the firm's own fields among the `free` places of a header.
pub(super) fn find(
    headings: &[String],
    kind: ImportKind,
    mapping: &Mapping,
    own: &[CustomField],
    free: impl Fn(usize) -> bool,
    faults: &mut Vec<FileFault>,
) -> Vec<OwnColumn> {
    let own = if kind == ImportKind::Customers { own } else { &[][..] };
    let mut found: Vec<OwnColumn> = Vec::new();
    for (code, heading) in &mapping.own {
        let Some(field) = own.iter().find(|field| field.code == *code) else {
            faults.push(FileFault::OwnFieldUnknown { code: code.clone() });
            continue;
        };
        let missing =
            || FileFault::OwnHeadingMissing { code: code.clone(), heading: heading.clone() };
        match only(headings, heading, missing) {
            Ok(column) => found.push(OwnColumn { column, field: field.clone() }),
            Err(fault) => faults.push(fault),
        }
    }
    // A mapping of columns uses these and no other.
    if mapping.columns.is_some() {
        return found;
    }
    for (place, heading) in headings.iter().enumerate() {
        let taken = !free(place) || found.iter().any(|of| of.column.place == place);
        let field = named_by(heading, own).filter(|field| !mapping.own.contains_key(&field.code));
        let Some(field) = field.filter(|_| !taken) else { continue };
        if found.iter().any(|of| of.field.code == field.code) {
            let (code, heading) = (field.code.clone(), heading.clone());
            faults.push(FileFault::OwnFieldTwice { code, heading });
            continue;
        }
        let column = Column { heading: heading.clone(), place };
        found.push(OwnColumn { column, field: field.clone() });
    }
    found
}

/// The field that a heading names: by its code, alone or behind a label, else by a label.
#[must_use]
pub fn named_by<'a>(heading: &str, own: &'a [CustomField]) -> Option<&'a CustomField> {
    let written = heading.trim().to_lowercase();
    let by_code = own.iter().find(|field| {
        let name = format!("{OWN}{}", field.code);
        written == name || written.ends_with(&format!("({name})"))
    });
    if by_code.is_some() {
        return by_code;
    }
    let plain =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    let heading = plain(heading);
    let bears =
        |field: &&CustomField| Language::ALL.iter().any(|of| plain(field.label.of(*of)) == heading);
    let mut labelled = own.iter().filter(|_| !heading.is_empty()).filter(bears);
    match (labelled.next(), labelled.next()) {
        (Some(field), None) => Some(field),
        _ => None,
    }
}

/// What a row says in these columns; an empty cell says nothing.
pub(super) fn read(cells: &mut Cells<'_>) -> CustomValues {
    let reading = cells.reading();
    let mut values = CustomValues::new();
    for OwnColumn { column, field } in &reading.own {
        let fault = |code, text: &str| RowFault::under(&column.heading, code, &shown(field, text));
        match cells.at(column.place, 500) {
            Ok(None) => {}
            Ok(Some(text)) => {
                let day = |text: &str| reading.date_format.read(text);
                match field.written(text, reading.decimal_mark.into(), day) {
                    Some(value) => drop(values.insert(field.code.clone(), value)),
                    None => cells.note(fault(wrong(field.kind), text)),
                }
            }
            Err((code, text)) => cells.note(fault(code, text)),
        }
    }
    values
}

/// Why a cell is no value of a field of a kind.
const fn wrong(kind: CustomFieldKind) -> &'static str {
    match kind {
        CustomFieldKind::Text => "own_field",
        CustomFieldKind::Number => "own_number",
        CustomFieldKind::Date => "not_a_date",
        CustomFieldKind::Choice => "own_choice",
        CustomFieldKind::Boolean => "own_boolean",
    }
}

/// A text may name somebody; what was to be a number, a day or a choice is shown as it stands.
fn shown(field: &CustomField, text: &str) -> String {
    if field.kind == CustomFieldKind::Text || text.contains('@') {
        mask(text)
    } else {
        text.to_owned()
    }
}

/// The names of the own fields that differ between two files of a customer.
#[must_use]
pub fn changed_own(known: &CustomerFile, file: &CustomerFile) -> Vec<String> {
    let differs = file.custom.iter().filter(|(code, value)| known.custom.get(*code) != Some(value));
    differs.map(|(code, _)| format!("{OWN}{code}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::Label;
    use crate::import::{Columns, Field};

    fn field(number: u128, code: &str, fr: &str, en: &str) -> CustomField {
        CustomField {
            id: uuid::Uuid::from_u128(number).into(),
            code: code.to_owned(),
            kind: CustomFieldKind::Text,
            label: Label { fr: fr.to_owned(), en: en.to_owned() },
            choices: Vec::new(),
            archived: false,
        }
    }

    #[test]
    fn a_heading_names_one_field_of_the_firm_or_none() {
        let own = [
            field(1, "sector", "Secteur d’activité", "Sector"),
            field(2, "town", "Ville", "Town"),
            field(3, "one", "Remarque", "Remark"),
            field(4, "other", "Remarque", "Remark 2"),
        ];
        let found = |line: &str, mapping: &Mapping| {
            let headings: Vec<String> = line.split(';').map(str::to_owned).collect();
            Columns::find(&headings, ImportKind::Customers, mapping, &own)
        };
        let line = "reference;name;SECTEUR D'ACTIVITE;Ville;Ville (own.town);own.one;Remarque";
        let columns = found(line, &Mapping::default()).unwrap();
        let codes: Vec<_> =
            columns.own.iter().map(|of| (of.field.code.as_str(), of.column.place)).collect();
        assert_eq!(codes, [("sector", 2), ("town", 4), ("one", 5)], "the city stays the city");
        assert_eq!(columns.unused, ["Remarque"], "two fields bear this label");
        assert_eq!(
            found("reference;name;Sector;own.sector", &Mapping::default()),
            Err(vec![FileFault::OwnFieldTwice {
                code: "sector".to_owned(),
                heading: "own.sector".to_owned()
            }])
        );
        let given = [("other".to_owned(), "Remarque".to_owned())];
        let mapping = Mapping { own: given.into(), ..Mapping::default() };
        let columns = found(line, &mapping).unwrap();
        assert_eq!(columns.own[0].code(), "own.other");
        assert!(columns.unused.is_empty());
        // A heading of the house, when the mapping gives it to a field of the firm.
        let given = [("one".to_owned(), "Responsable".to_owned())];
        let mapping = Mapping { own: given.into(), ..Mapping::default() };
        let columns = found("reference;name;Responsable", &mapping).unwrap();
        assert!(!columns.known.contains_key(&Field::Owner));
        assert_eq!(columns.own[0].code(), "own.one");
    }
}
