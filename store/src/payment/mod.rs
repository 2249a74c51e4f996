//! Payments and credit notes: recorded once with what they settle, and payments that bounce.

mod bounce;
mod credit_note;
mod find;
mod list;
mod record;

use domain::payment::PaymentFault;

pub use bounce::{bounce, bounce_in};
pub use credit_note::{
    CreditNoteRecord, credit_note, credit_notes, post_credit_note, post_credit_note_in,
};
pub use find::{StoredPayment, find_by_source_key};
pub use list::{PaymentFilter, PaymentRecord, get, list};
pub use record::{RecordedPayment, Recording, record, record_in, record_many};

use crate::error::Refusal;

impl From<PaymentFault> for Refusal {
    fn from(fault: PaymentFault) -> Self {
        Self::new(fault.code())
    }
}

#[cfg(test)]
mod tests;
