//! Where an allocation comes from: exactly one payment or credit note.

use domain::id::{CreditNoteId, PaymentId};
use domain::payment::AllocationFault;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Refusal;

/// A payment or a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceId {
    /// Money received.
    Payment(PaymentId),
    /// A credit note.
    CreditNote(CreditNoteId),
}

impl SourceId {
    /// Its noun and its bare id, as an event names its subject.
    #[must_use]
    pub const fn subject(self) -> (&'static str, Uuid) {
        match self {
            Self::Payment(id) => ("payment", id.0),
            Self::CreditNote(id) => ("credit_note", id.0),
        }
    }

    /// The bare id of the payment, when it is one.
    pub(crate) const fn payment(self) -> Option<Uuid> {
        match self {
            Self::Payment(id) => Some(id.0),
            Self::CreditNote(_) => None,
        }
    }

    /// The bare id of the credit note, when it is one.
    pub(crate) const fn credit_note(self) -> Option<Uuid> {
        match self {
            Self::Payment(_) => None,
            Self::CreditNote(id) => Some(id.0),
        }
    }
}

impl From<AllocationFault> for Refusal {
    fn from(fault: AllocationFault) -> Self {
        match fault.due_line() {
            Some(line) => Self::new(fault.code()).with("due_line", line),
            None => Self::new(fault.code()),
        }
    }
}
