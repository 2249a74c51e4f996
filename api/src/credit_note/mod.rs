//! Credit notes: the only way to correct a posted invoice.

pub(crate) mod allocate;
pub(crate) mod confirm;
pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod list;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::payment::CreditNoteRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::money::MoneyView;
use crate::payment::allocation::AllocationView;

/// A credit note by all that is known.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreditNote)]
pub(crate) struct CreditNoteView {
    /// Id.
    id: Uuid,
    /// Who is credited.
    customer: Uuid,
    /// Series; usually empty.
    series: String,
    /// Number, among credit notes.
    number: String,
    /// The day it bears.
    issued_on: NaiveDate,
    /// What it takes away from the debt.
    amount: MoneyView,
    /// What settles no due line: an open credit.
    open: MoneyView,
    /// The invoice that it corrects.
    invoice: Option<Uuid>,
    /// When it was posted.
    recorded_at: DateTime<Utc>,
    /// What it settles, in the order in which it was written, reversals included.
    allocations: Vec<AllocationView>,
}

impl From<CreditNoteRecord> for CreditNoteView {
    fn from(note: CreditNoteRecord) -> Self {
        let currency = note.currency;
        let view = |row| AllocationView::new(row, currency);
        Self {
            id: note.id.0,
            customer: note.customer.0,
            series: note.series,
            number: note.number,
            issued_on: note.issued_on,
            amount: MoneyView::new(note.amount, currency),
            open: MoneyView::new(note.open, currency),
            invoice: note.invoice.map(|invoice| invoice.0),
            recorded_at: note.recorded_at,
            allocations: note.allocations.into_iter().map(view).collect(),
        }
    }
}
