//! The table of payments: a row for each, with what is left of it.

use domain::export::Cell;
use sea_orm::ConnectionTrait;

use super::column::{Column, cells};
use super::who::{Who, customers};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::payment::{PaymentFilter, PaymentRecord, list};

/// A payment and who paid.
pub(super) struct Row {
    who: Who,
    payment: PaymentRecord,
}

impl Row {
    fn amount(&self, amount: i64) -> Cell {
        Cell::Amount(amount, self.payment.currency.decimals())
    }
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "received_on", cell: |row: &Row| row.payment.received_on.into() },
    Column { code: "amount", cell: |row: &Row| row.amount(row.payment.amount) },
    Column { code: "open", cell: |row: &Row| row.amount(row.payment.open) },
    Column { code: "currency", cell: |row: &Row| row.payment.currency.code().into() },
    Column { code: "method", cell: |row: &Row| row.payment.method.as_deref().into() },
    Column { code: "payment_reference", cell: |row: &Row| row.payment.reference.as_deref().into() },
    Column { code: "source_key", cell: |row: &Row| row.payment.source_key.as_deref().into() },
    Column { code: "bounced_on", cell: |row: &Row| row.payment.bounced_on.into() },
];

/// A page of rows, in the order in which the payments were recorded.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    filter: PaymentFilter,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = list(conn, filter, request).await?;
    let ids = page.items.iter().map(|payment| payment.customer).collect();
    let known = customers(conn, ids).await?;
    Ok(page.map(|payment| {
        let who = known.get(&payment.customer).cloned().unwrap_or_default();
        cells(COLUMNS, &Row { who, payment })
    }))
}
