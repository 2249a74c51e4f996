//! Posted invoices: what may be posted, and what remains of a due line on a day.
//!
//! An invoice is identified by its series and number, never changes once posted, and is owed in
//! one or several due lines that add up to its amount. The unit of a reminder is the due line.

mod fault;
mod number;
mod residual;

use std::ops::Deref;

use chrono::NaiveDate;

use crate::id::{CustomerId, ImportId};
use crate::money::Currency;

pub use fault::InvoiceFault;
pub use number::{InvoiceNumber, LONGEST_NUMBER};
pub use residual::{Movement, residual, settled_on};

/// The largest amount of a document: fifteen digits, so that no sum of them leaves 64 bits.
pub const LARGEST_AMOUNT: i64 = 999_999_999_999_999;

/// How many due lines an invoice may have: ten years by the month.
pub const MOST_DUE_LINES: usize = 120;

/// How many characters an order number may have.
pub const LONGEST_ORDER_NUMBER: usize = 64;

/// A part of an invoice and the day by which it is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueLine {
    /// The last day on which it may be paid; it is overdue the day after.
    pub due_on: NaiveDate,
    /// Minor units of the invoice's currency, above zero.
    pub amount: i64,
}

/// An invoice as somebody describes it, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceDraft {
    /// Who owes it.
    pub customer: CustomerId,
    /// What identifies it.
    pub number: InvoiceNumber,
    /// The day it bears, from which it counts.
    pub issued_on: NaiveDate,
    /// The currency of every amount of it.
    pub currency: Currency,
    /// The whole of it with VAT, in minor units.
    pub amount: i64,
    /// The customer's own number of the order.
    pub order_number: Option<String>,
    /// In the order in which they are to be listed.
    pub due_lines: Vec<DueLine>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// An invoice that may be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvoice(InvoiceDraft);

impl Deref for NewInvoice {
    type Target = InvoiceDraft;

    fn deref(&self) -> &InvoiceDraft {
        &self.0
    }
}

impl InvoiceDraft {
    /// Everything that stands against posting it; empty when nothing does.
    #[must_use]
    pub fn faults(&self) -> Vec<InvoiceFault> {
        let mut faults = Vec::new();
        if self.amount <= 0 {
            faults.push(InvoiceFault::AmountNotPositive);
        } else if self.amount > LARGEST_AMOUNT {
            faults.push(InvoiceFault::AmountOutOfRange);
        }
        if self.due_lines.is_empty() {
            faults.push(InvoiceFault::NoDueLine);
        } else if self.due_lines.len() > MOST_DUE_LINES {
            faults.push(InvoiceFault::TooManyDueLines);
        } else if self.due_lines.iter().any(|line| line.amount <= 0) {
            faults.push(InvoiceFault::DueLineNotPositive);
        } else if self.due_total() != Some(self.amount) {
            faults.push(InvoiceFault::DueLinesDoNotAddUp);
        }
        if self.due_lines.iter().any(|line| line.due_on < self.issued_on) {
            faults.push(InvoiceFault::DueBeforeIssue);
        }
        if let Some(order) = &self.order_number {
            if order.chars().any(char::is_control) {
                faults.push(InvoiceFault::OrderNumberMalformed);
            } else if order.chars().count() > LONGEST_ORDER_NUMBER {
                faults.push(InvoiceFault::OrderNumberTooLong);
            }
        }
        faults
    }

    /// The invoice, when it may be posted; an empty order number becomes none.
    ///
    /// # Errors
    /// The first of [`Self::faults`].
    pub fn checked(mut self) -> Result<NewInvoice, InvoiceFault> {
        self.order_number = self
            .order_number
            .map(|order| order.trim().to_owned())
            .filter(|order| !order.is_empty());
        match self.faults().into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(NewInvoice(self)),
        }
    }

    fn due_total(&self) -> Option<i64> {
        self.due_lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(amount: i64, due: &[(&str, i64)]) -> InvoiceDraft {
        InvoiceDraft {
            customer: CustomerId(uuid::Uuid::nil()),
            number: InvoiceNumber::new("", "F1").unwrap(),
            issued_on: day("2024-01-10"),
            currency: Currency::EUR,
            amount,
            order_number: None,
            due_lines: due
                .iter()
                .map(|(due_on, amount)| DueLine { due_on: day(due_on), amount: *amount })
                .collect(),
            import: None,
        }
    }

    #[test]
    fn an_invoice_is_posted_when_its_due_lines_add_up() {
        for (amount, due) in [
            (100, vec![("2024-01-10", 100)]),
            (100, vec![("2024-02-10", 33), ("2024-03-10", 33), ("2024-04-10", 34)]),
            (LARGEST_AMOUNT, vec![("2024-02-10", LARGEST_AMOUNT)]),
        ] {
            assert_eq!(draft(amount, &due).faults(), []);
        }
    }

    #[test]
    fn every_fault_is_named() {
        use InvoiceFault as F;
        for (amount, due, faults) in [
            (0, vec![("2024-02-10", 0)], vec![F::AmountNotPositive, F::DueLineNotPositive]),
            (-5, vec![("2024-02-10", -5)], vec![F::AmountNotPositive, F::DueLineNotPositive]),
            (100, vec![], vec![F::NoDueLine]),
            (100, vec![("2024-02-10", 1); 121], vec![F::TooManyDueLines]),
            (100, vec![("2024-02-10", 50), ("2024-02-11", 49)], vec![F::DueLinesDoNotAddUp]),
            (100, vec![("2024-02-10", 150), ("2024-02-11", -50)], vec![F::DueLineNotPositive]),
            (100, vec![("2024-01-09", 100)], vec![F::DueBeforeIssue]),
            (100, vec![("2024-01-09", 1)], vec![F::DueLinesDoNotAddUp, F::DueBeforeIssue]),
            (
                100,
                vec![("2024-02-10", i64::MAX), ("2024-02-10", i64::MAX)],
                vec![F::DueLinesDoNotAddUp],
            ),
            (i64::MAX, vec![("2024-02-10", i64::MAX)], vec![F::AmountOutOfRange]),
        ] {
            assert_eq!(draft(amount, &due).faults(), faults, "{amount} {due:?}");
        }
    }

    #[test]
    fn an_empty_order_number_is_none_and_a_forged_one_is_refused() {
        let with = |order: &str| InvoiceDraft {
            order_number: Some(order.to_owned()),
            ..draft(100, &[("2024-02-10", 100)])
        };
        assert_eq!(with("  ").checked().unwrap().order_number, None);
        assert_eq!(with(" PO 7 ").checked().unwrap().order_number.as_deref(), Some("PO 7"));
        assert_eq!(with("a\nb").checked(), Err(InvoiceFault::OrderNumberMalformed));
        assert_eq!(with(&"x".repeat(65)).checked(), Err(InvoiceFault::OrderNumberTooLong));
    }
}
