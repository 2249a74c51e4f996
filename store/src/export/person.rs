//! The table of people: a row for each, with the customer for whom they work.

use domain::customer::{ContactKind, Person, PersonRole};
use domain::export::Cell;
use domain::id::CustomerId;
use sea_orm::ConnectionTrait;

use super::column::{Column, cells};
use super::point;
use super::terms::Terms;
use super::who::{Who, customers};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::party::everybody;

/// A person, the customer, and what the person does in the words of whoever reads.
pub(super) struct Row {
    who: Who,
    person: Person,
    roles: String,
}

impl Row {
    fn point(&self, kind: ContactKind) -> Option<&str> {
        point::first(&self.person.contact_points, kind)
    }
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "name", cell: |row: &Row| row.person.name.as_str().into() },
    Column { code: "roles", cell: |row: &Row| row.roles.as_str().into() },
    Column { code: "job_title", cell: |row: &Row| row.person.job_title.as_deref().into() },
    Column {
        code: "language",
        cell: |row: &Row| row.person.language.map(|language| language.code()).into(),
    },
    Column { code: "email", cell: |row: &Row| row.point(ContactKind::Email).into() },
    Column { code: "phone", cell: |row: &Row| row.point(ContactKind::Phone).into() },
];

/// The key of the text of a role.
fn key(role: PersonRole) -> String {
    format!("export-role-{}", role.code())
}

/// The keys of the words of its cells.
pub(super) fn words() -> Vec<String> {
    PersonRole::ALL.iter().copied().map(key).collect()
}

/// A page of rows, in the order in which the people were added.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    customer: Option<CustomerId>,
    terms: &Terms,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = everybody(conn, customer, request).await?;
    let ids = page.items.iter().filter_map(|record| record.customer).collect();
    let known = customers(conn, ids).await?;
    Ok(page.map(|record| {
        let who = record.customer.and_then(|id| known.get(&id)).cloned().unwrap_or_default();
        let roles = record.person.roles.iter().map(|role| terms.word(&key(*role)));
        let roles = roles.collect::<Vec<_>>().join(", ");
        cells(COLUMNS, &Row { who, person: record.person, roles })
    }))
}
