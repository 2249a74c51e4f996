//! The table of invoices: a row for each, with what is owed of it as of a day.

use chrono::NaiveDate;
use domain::export::Cell;
use sea_orm::ConnectionTrait;

use super::column::{Column, cells};
use super::who::{Who, customers};
use crate::error::StoreError;
use crate::invoice::{InvoiceFilter, InvoiceRecord, list};
use crate::page::{Page, PageRequest};

/// An invoice and who owes it.
pub(super) struct Row {
    who: Who,
    invoice: InvoiceRecord,
}

impl Row {
    fn amount(&self, amount: i64) -> Cell {
        Cell::Amount(amount, self.invoice.currency.decimals())
    }

    /// The first day by which something is owed that is still to be paid; of a paid invoice, the last.
    fn due_on(&self) -> Option<NaiveDate> {
        let lines = &self.invoice.due_lines;
        let owed = lines.iter().filter(|line| line.residual > 0).map(|line| line.due_on).min();
        owed.or_else(|| lines.iter().map(|line| line.due_on).max())
    }

    /// Since when nothing is owed of it any more.
    fn settled_on(&self) -> Option<NaiveDate> {
        let lines = self.invoice.due_lines.iter();
        let days: Option<Vec<NaiveDate>> = lines.map(|line| line.settled_on).collect();
        days.filter(|_| self.invoice.residual == 0)?.into_iter().max()
    }
}

/// What it has, by the names under which an import of invoices reads them.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "series", cell: |row: &Row| row.invoice.series.as_str().into() },
    Column { code: "number", cell: |row: &Row| row.invoice.number.as_str().into() },
    Column { code: "issued_on", cell: |row: &Row| row.invoice.issued_on.into() },
    Column { code: "due_on", cell: |row: &Row| row.due_on().into() },
    Column { code: "amount", cell: |row: &Row| row.amount(row.invoice.amount) },
    Column { code: "residual", cell: |row: &Row| row.amount(row.invoice.residual) },
    Column { code: "currency", cell: |row: &Row| row.invoice.currency.code().into() },
    Column { code: "settled_on", cell: |row: &Row| row.settled_on().into() },
    Column { code: "order_number", cell: |row: &Row| row.invoice.order_number.as_deref().into() },
];

/// A page of rows, in the order in which the invoices were posted.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    filter: InvoiceFilter,
    as_of: NaiveDate,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = list(conn, filter, as_of, request).await?;
    let ids = page.items.iter().map(|invoice| invoice.customer).collect();
    let known = customers(conn, ids).await?;
    Ok(page.map(|invoice| {
        let who = known.get(&invoice.customer).cloned().unwrap_or_default();
        cells(COLUMNS, &Row { who, invoice })
    }))
}
