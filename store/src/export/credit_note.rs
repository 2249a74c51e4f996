//! The table of credit notes: a row for each, with what is left of it and the invoice that it corrects.

use std::collections::HashMap;

use domain::export::Cell;
use domain::id::InvoiceId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::column::{Column, cells};
use super::who::{Who, customers};
use crate::entity::invoice;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::payment::{CreditNoteRecord, PaymentFilter, credit_notes};
use crate::sql::ROWS;

/// A credit note, who is credited, and the number of the invoice.
pub(super) struct Row {
    who: Who,
    invoice: Option<String>,
    note: CreditNoteRecord,
}

impl Row {
    fn amount(&self, amount: i64) -> Cell {
        Cell::Amount(amount, self.note.currency.decimals())
    }
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "series", cell: |row: &Row| row.note.series.as_str().into() },
    Column { code: "credit_note_number", cell: |row: &Row| row.note.number.as_str().into() },
    Column { code: "credited_on", cell: |row: &Row| row.note.issued_on.into() },
    Column { code: "amount", cell: |row: &Row| row.amount(row.note.amount) },
    Column { code: "open", cell: |row: &Row| row.amount(row.note.open) },
    Column { code: "currency", cell: |row: &Row| row.note.currency.code().into() },
    Column { code: "number", cell: |row: &Row| row.invoice.as_deref().into() },
];

/// A page of rows, in the order in which the credit notes were posted.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    filter: PaymentFilter,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = credit_notes(conn, filter, request).await?;
    let ids = page.items.iter().map(|note| note.customer).collect();
    let known = customers(conn, ids).await?;
    let ids: Vec<InvoiceId> = page.items.iter().filter_map(|note| note.invoice).collect();
    let numbers = numbers(conn, &ids).await?;
    Ok(page.map(|note| {
        let who = known.get(&note.customer).cloned().unwrap_or_default();
        let invoice = note.invoice.and_then(|id| numbers.get(&id.0)).cloned();
        cells(COLUMNS, &Row { who, invoice, note })
    }))
}

/// The numbers of the invoices among these ids.
async fn numbers<C: ConnectionTrait>(
    conn: &C,
    ids: &[InvoiceId],
) -> Result<HashMap<Uuid, String>, StoreError> {
    let mut found = HashMap::new();
    for ids in ids.chunks(ROWS) {
        let rows: Vec<(Uuid, String)> = invoice::Entity::find()
            .select_only()
            .columns([invoice::Column::Id, invoice::Column::Number])
            .filter(invoice::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
