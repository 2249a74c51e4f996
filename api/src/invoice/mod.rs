//! Posted invoices, with what is owed of them as of a day.

pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod list;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::invoice::InvoiceRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::money::MoneyView;

/// An invoice as of a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Invoice)]
pub(crate) struct InvoiceView {
    /// Id.
    id: Uuid,
    /// Who owes it.
    customer: Uuid,
    /// Series; usually empty.
    series: String,
    /// Number, unique within the series.
    number: String,
    /// The day it bears.
    issued_on: NaiveDate,
    /// The whole of it, with VAT.
    amount: MoneyView,
    /// What is owed of it as of the day.
    residual: MoneyView,
    /// The day as of which it is shown.
    as_of: NaiveDate,
    /// The customer's order number.
    order_number: Option<String>,
    /// When it was posted.
    recorded_at: DateTime<Utc>,
    /// Its due lines.
    due_lines: Vec<DueLineView>,
}

/// A part of an invoice and the day by which it is owed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DueLine)]
pub(crate) struct DueLineView {
    /// Id.
    id: Uuid,
    /// Place, from 1.
    position: i32,
    /// The last day on which it may be paid.
    due_on: NaiveDate,
    /// Its amount.
    amount: MoneyView,
    /// What is owed of it as of the day.
    residual: MoneyView,
    /// Since when it is settled, by all that is known.
    settled_on: Option<NaiveDate>,
    /// Which cycle of reminders it is in; a bounced payment begins another.
    cycle: i32,
}

impl InvoiceView {
    fn new(invoice: InvoiceRecord, as_of: NaiveDate) -> Self {
        let money = |amount| MoneyView::new(amount, invoice.currency);
        let due_lines = invoice.due_lines.iter().map(|line| DueLineView {
            id: line.id.0,
            position: line.position,
            due_on: line.due_on,
            amount: money(line.amount),
            residual: money(line.residual),
            settled_on: line.settled_on,
            cycle: line.cycle,
        });
        Self {
            due_lines: due_lines.collect(),
            id: invoice.id.0,
            customer: invoice.customer.0,
            amount: money(invoice.amount),
            residual: money(invoice.residual),
            as_of,
            series: invoice.series,
            number: invoice.number,
            issued_on: invoice.issued_on,
            order_number: invoice.order_number,
            recorded_at: invoice.recorded_at,
        }
    }
}
