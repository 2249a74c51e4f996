//! What lowers a debt: money received and credit notes, and how each is spread over due lines.
//!
//! What the debtor said decides: a list, a reference that names invoices, an exact sum. Else a
//! default allocation runs once, when the source is recorded, to the oldest due lines of that
//! customer and currency, as a proposal; what is left is an open credit (1342-10 C. civ.).

mod allocation;
mod credit_note;
mod fault;
mod mention;
mod open_line;

use std::ops::Deref;

use chrono::NaiveDate;

use crate::id::{CustomerId, DueLineId, ImportId};
use crate::invoice::LARGEST_AMOUNT;
use crate::money::Currency;

pub use allocation::{Origin, Part, Source, UnknownOrigin, allocate};
pub use credit_note::{CreditNoteDraft, NewCreditNote};
pub use fault::{AllocationFault, PaymentFault};
pub use mention::mentions;
pub use open_line::OpenLine;

/// How many characters a method may have.
pub const LONGEST_METHOD: usize = 40;
/// How many characters a reference may have: four times what a SEPA transfer carries.
pub const LONGEST_REFERENCE: usize = 560;
/// How many characters a source key may have.
pub const LONGEST_SOURCE_KEY: usize = 200;

/// How a source is to be spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allocate {
    /// What the debtor listed, line by line; what is left stays an open credit.
    Exactly(Vec<(DueLineId, i64)>),
    /// By its reference, else by its sum, else to the oldest due lines.
    Default,
    /// To nothing: an open credit.
    None,
}

/// A payment as somebody describes it, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentDraft {
    /// Who paid.
    pub customer: CustomerId,
    /// The day on which the money was there.
    pub received_on: NaiveDate,
    /// Minor units, above zero.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// `transfer`, `cheque`, ... as the firm names it.
    pub method: Option<String>,
    /// What the debtor wrote on it.
    pub reference: Option<String>,
    /// What identifies it where it came from; the same key is never recorded twice.
    pub source_key: Option<String>,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// How it is to be spread.
    pub allocate: Allocate,
}

/// A payment that may be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment(PaymentDraft);

impl Deref for NewPayment {
    type Target = PaymentDraft;

    fn deref(&self) -> &PaymentDraft {
        &self.0
    }
}

impl PaymentDraft {
    /// Everything that stands against recording it; empty when nothing does.
    #[must_use]
    pub fn faults(&self) -> Vec<PaymentFault> {
        let mut faults = Vec::new();
        faults.extend(amount_fault(self.amount));
        for (text, longest) in [
            (&self.method, LONGEST_METHOD),
            (&self.reference, LONGEST_REFERENCE),
            (&self.source_key, LONGEST_SOURCE_KEY),
        ] {
            if text.as_ref().is_some_and(|text| text.chars().count() > longest) {
                faults.push(PaymentFault::TextTooLong);
            }
        }
        if let Allocate::Exactly(parts) = &self.allocate {
            faults.extend(parts_fault(parts, self.amount));
        }
        faults
    }

    /// The payment, when it may be recorded, its texts trimmed and the empty ones absent.
    ///
    /// # Errors
    /// The first of [`Self::faults`].
    pub fn checked(mut self) -> Result<NewPayment, PaymentFault> {
        for text in [&mut self.method, &mut self.reference, &mut self.source_key] {
            *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        }
        match self.faults().into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(NewPayment(self)),
        }
    }
}

fn amount_fault(amount: i64) -> Option<PaymentFault> {
    if amount <= 0 {
        Some(PaymentFault::AmountNotPositive)
    } else if amount > LARGEST_AMOUNT {
        Some(PaymentFault::AmountOutOfRange)
    } else {
        None
    }
}

fn parts_fault(parts: &[(DueLineId, i64)], amount: i64) -> Option<PaymentFault> {
    let total = parts.iter().try_fold(0_i64, |sum, (_, part)| sum.checked_add(*part));
    let mut lines: Vec<_> = parts.iter().map(|(line, _)| line).collect();
    lines.sort_unstable();
    if lines.windows(2).any(|pair| pair.first() == pair.last()) {
        Some(PaymentFault::DueLineListedTwice)
    } else if parts.iter().any(|(_, part)| *part <= 0) {
        Some(PaymentFault::PartNotPositive)
    } else if total.is_none_or(|total| total > amount) {
        Some(PaymentFault::PartsExceedAmount)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn draft(amount: i64, allocate: Allocate) -> PaymentDraft {
        PaymentDraft {
            customer: CustomerId(Uuid::nil()),
            received_on: "2024-01-10".parse().unwrap(),
            amount,
            currency: Currency::EUR,
            method: Some(" ".to_owned()),
            reference: Some(" FACT 12 ".to_owned()),
            source_key: None,
            import: None,
            allocate,
        }
    }

    #[test]
    fn a_payment_is_recorded_with_its_texts_trimmed() {
        let payment = draft(100, Allocate::Default).checked().unwrap();
        assert_eq!(payment.method, None);
        assert_eq!(payment.reference.as_deref(), Some("FACT 12"));
    }

    #[test]
    fn what_no_payment_is_gets_refused() {
        let line = |number: u128| DueLineId(Uuid::from_u128(number));
        for (amount, allocate, fault) in [
            (0, Allocate::None, PaymentFault::AmountNotPositive),
            (i64::MAX, Allocate::None, PaymentFault::AmountOutOfRange),
            (9, Allocate::Exactly(vec![(line(1), 10)]), PaymentFault::PartsExceedAmount),
            (9, Allocate::Exactly(vec![(line(1), 0)]), PaymentFault::PartNotPositive),
            (
                9,
                Allocate::Exactly(vec![(line(1), 1), (line(2), 1), (line(1), 2)]),
                PaymentFault::DueLineListedTwice,
            ),
            (
                9,
                Allocate::Exactly(vec![(line(1), i64::MAX), (line(2), i64::MAX)]),
                PaymentFault::PartsExceedAmount,
            ),
        ] {
            assert_eq!(draft(amount, allocate).checked(), Err(fault));
        }
        let long = PaymentDraft {
            reference: Some("x".repeat(LONGEST_REFERENCE + 1)),
            ..draft(1, Allocate::None)
        };
        assert_eq!(long.checked(), Err(PaymentFault::TextTooLong));
    }
}
