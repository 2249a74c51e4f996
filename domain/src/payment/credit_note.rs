//! Credit notes: the only way to correct a posted invoice, and they name it.

use std::ops::Deref;

use chrono::NaiveDate;

use super::fault::PaymentFault;
use super::{Allocate, amount_fault, parts_fault};
use crate::id::{CustomerId, InvoiceId};
use crate::invoice::InvoiceNumber;
use crate::money::Currency;

/// A credit note as somebody describes it, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditNoteDraft {
    /// Who is credited.
    pub customer: CustomerId,
    /// What identifies it, among credit notes.
    pub number: InvoiceNumber,
    /// The day it bears, from which it counts.
    pub issued_on: NaiveDate,
    /// Minor units, above zero: what it takes away from the debt.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// The invoice it corrects, whose due lines it settles first.
    pub invoice: Option<InvoiceId>,
    /// How it is to be spread.
    pub allocate: Allocate,
}

/// A credit note that may be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCreditNote(CreditNoteDraft);

impl Deref for NewCreditNote {
    type Target = CreditNoteDraft;

    fn deref(&self) -> &CreditNoteDraft {
        &self.0
    }
}

impl CreditNoteDraft {
    /// The credit note, when it may be posted.
    ///
    /// # Errors
    /// The first [`PaymentFault`] found.
    pub fn checked(self) -> Result<NewCreditNote, PaymentFault> {
        let parts = match &self.allocate {
            Allocate::Exactly(parts) => parts_fault(parts, self.amount),
            Allocate::Default | Allocate::None => None,
        };
        match amount_fault(self.amount).or(parts) {
            Some(fault) => Err(fault),
            None => Ok(NewCreditNote(self)),
        }
    }
}
