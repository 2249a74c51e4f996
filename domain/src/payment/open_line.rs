//! A due line on which something is owed, as an allocation sees it.

use chrono::NaiveDate;

use crate::id::{DueLineId, InvoiceId};
use crate::invoice::InvoiceNumber;

/// A due line of one customer in one currency and what is owed of it in the end, whatever the
/// day of what was allocated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// Which one.
    pub due_line: DueLineId,
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// The number of that invoice.
    pub number: InvoiceNumber,
    /// The day of that invoice.
    pub issued_on: NaiveDate,
    /// The last day on which it may be paid.
    pub due_on: NaiveDate,
    /// Minor units still owed.
    pub residual: i64,
}
