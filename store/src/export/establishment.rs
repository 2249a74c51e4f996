//! The table of establishments: a row for each, with the customer to whom it belongs.

use domain::customer::{ContactKind, ContactRole, Establishment, PostalAddress, Siret};
use domain::export::Cell;
use domain::id::CustomerId;
use sea_orm::ConnectionTrait;

use super::column::{Column, cells};
use super::point;
use super::who::{Who, customers};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::party::everywhere;

/// An establishment and its customer.
pub(super) struct Row {
    who: Who,
    establishment: Establishment,
}

impl Row {
    fn point(&self, kind: ContactKind) -> Option<&str> {
        point::first(&self.establishment.contact_points, kind)
    }

    /// Where it is: its main address, else whichever stands first.
    fn place(&self) -> Option<&PostalAddress> {
        let addresses = &self.establishment.addresses;
        let main = addresses.iter().find(|address| address.role == ContactRole::Main);
        main.or_else(|| addresses.first()).map(|address| &address.place)
    }
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "name", cell: |row: &Row| row.establishment.name.as_str().into() },
    Column {
        code: "siret",
        cell: |row: &Row| row.establishment.siret.as_ref().map(Siret::as_str).into(),
    },
    Column {
        code: "street",
        cell: |row: &Row| row.place().map(|place| place.street.as_str()).into(),
    },
    Column {
        code: "postal_code",
        cell: |row: &Row| row.place().map(|place| place.postal_code.as_str()).into(),
    },
    Column { code: "city", cell: |row: &Row| row.place().map(|place| place.city.as_str()).into() },
    Column { code: "email", cell: |row: &Row| row.point(ContactKind::Email).into() },
    Column { code: "phone", cell: |row: &Row| row.point(ContactKind::Phone).into() },
];

/// A page of rows, in the order in which the establishments were added.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    customer: Option<CustomerId>,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = everywhere(conn, customer, request).await?;
    let ids = page.items.iter().filter_map(|record| record.customer).collect();
    let known = customers(conn, ids).await?;
    Ok(page.map(|record| {
        let who = record.customer.and_then(|id| known.get(&id)).cloned().unwrap_or_default();
        cells(COLUMNS, &Row { who, establishment: record.establishment })
    }))
}
