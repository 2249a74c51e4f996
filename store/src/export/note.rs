//! The table of notes: a row for each note, call, visit, mail and letter, the newest first, as the list
//! shows them.

use chrono::NaiveDate;
use domain::customer::NoteKind;
use domain::export::Cell;
use domain::id::CustomerId;
use sea_orm::ConnectionTrait;

use super::column::{Column, cells};
use super::terms::Terms;
use super::who::{Who, customers, parties};
use crate::customer::notes_of_all;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// A note, whom it is about, and how it came about in the words of whoever reads.
pub(super) struct Row {
    who: Who,
    person: Option<String>,
    kind: String,
    happened_on: NaiveDate,
    text: String,
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "person", cell: |row: &Row| row.person.as_deref().into() },
    Column { code: "note_kind", cell: |row: &Row| row.kind.as_str().into() },
    Column { code: "happened_on", cell: |row: &Row| row.happened_on.into() },
    Column { code: "text", cell: |row: &Row| row.text.as_str().into() },
];

/// The key of the text of a kind.
fn key(kind: NoteKind) -> String {
    format!("export-note-{}", kind.code())
}

/// The keys of the words of its cells.
pub(super) fn words() -> Vec<String> {
    NoteKind::ALL.iter().copied().map(key).collect()
}

/// A page of rows.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    customer: Option<CustomerId>,
    terms: &Terms,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = notes_of_all(conn, customer, request).await?;
    let ids = page.items.iter().map(|note| note.customer).collect();
    let known = customers(conn, ids).await?;
    let ids = page.items.iter().filter_map(|note| note.person).collect();
    let people = parties(conn, ids).await?;
    Ok(page.map(|note| {
        let person = note.person.and_then(|id| people.get(&id));
        let row = Row {
            who: known.get(&note.customer).cloned().unwrap_or_default(),
            person: person.map(|person| person.name.clone()),
            kind: terms.word(&key(note.kind)),
            happened_on: terms.day(note.at),
            text: note.text,
        };
        cells(COLUMNS, &row)
    }))
}
