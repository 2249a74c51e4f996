//! What a row does, given what is known already. Pure: the store finds what is known and carries
//! the verdict out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::customer_row::CustomerRow;
use super::fault::RowFault;
use super::field::Field;
use super::invoice_row::{InvoiceRow, Paid};
use super::merge::laid_over;
use crate::customer::CustomerFile;
use crate::id::{CustomerId, UserId};
use crate::invoice::DueLine;
use crate::money::Currency;

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It makes something.
    Create,
    /// It changes something, or adds a payment.
    Update,
    /// It says what is known.
    Unchanged,
    /// It bears a number of another customer, or of a row above.
    Duplicate,
    /// It is not imported.
    Fault,
}

code_enum!(Verdict, UnknownVerdict, "no verdict on a row": {
    Create => "create",
    Update => "update",
    Unchanged => "unchanged",
    Duplicate => "duplicate",
    Fault => "fault",
});

/// The verdict on a row of a customer file, with what is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerVerdict {
    /// A new customer.
    Create(Box<CustomerFile>),
    /// Nothing that is not known.
    Unchanged,
    /// The file as it will be, and the fields that change.
    Update(Box<CustomerFile>, Vec<Field>),
    /// Not to be imported.
    Fault(Vec<RowFault>),
}

/// Judges a row: equal is unchanged, different changes the columns of the file, an empty cell
/// never erases. `owner` is the user whom the row names, found by whoever asks.
#[must_use]
pub fn judge_customer(
    row: &CustomerRow,
    known: Option<&CustomerFile>,
    currency: Currency,
    owner: Option<UserId>,
) -> CustomerVerdict {
    let file = match laid_over(row, known, currency, owner) {
        Ok(file) => file,
        Err(faults) => return CustomerVerdict::Fault(faults),
    };
    match known {
        None => CustomerVerdict::Create(Box::new(file)),
        Some(known) if *known == file => CustomerVerdict::Unchanged,
        Some(known) => {
            let changed = super::merge::changed(known, &file);
            CustomerVerdict::Update(Box::new(file), changed)
        }
    }
}

/// What is posted under the number of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownInvoice {
    /// Who owes it.
    pub customer: CustomerId,
    /// The day it bears.
    pub issued_on: NaiveDate,
    /// Of the amount.
    pub currency: Currency,
    /// Minor units.
    pub amount: i64,
    /// The customer's order number.
    pub order_number: Option<String>,
    /// Its due lines.
    pub due_lines: Vec<DueLine>,
    /// The payment that a file told before.
    pub payment: Option<KnownPayment>,
    /// What anything has settled of its only due line so far, in minor units.
    pub settled: i64,
    /// The day on which its only due line was settled for good.
    pub settled_on: Option<NaiveDate>,
}

/// A payment that a file told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownPayment {
    /// The day on which the money was there.
    pub received_on: NaiveDate,
    /// Whether it bounced since.
    pub bounced: bool,
}

/// The verdict on a row of an invoice file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvoiceVerdict {
    /// A new invoice, with its payment when the row has one.
    Create,
    /// Nothing that is not known.
    Unchanged,
    /// A payment date that was not there: that payment.
    AddPayment,
    /// Not to be imported.
    Fault(Vec<RowFault>),
}

/// Judges a row: a posted invoice never changes, so any difference is a fault, except a payment
/// that was not known.
#[must_use]
pub fn judge_invoice(
    row: &InvoiceRow,
    customer: CustomerId,
    known: Option<&KnownInvoice>,
) -> InvoiceVerdict {
    let Some(known) = known else { return InvoiceVerdict::Create };
    let mut faults = Vec::new();
    let mut compare = |same: bool, field: Field, value: &str| {
        if !same {
            faults.push(RowFault::of(field, "differs_from_posted", value));
        }
    };
    compare(known.customer == customer, Field::Customer, row.customer.as_str());
    compare(known.issued_on == row.issued_on, Field::IssuedOn, &row.issued_on.to_string());
    let due = DueLine { due_on: row.due_on, amount: known.amount };
    compare(known.due_lines == [due], Field::DueOn, &row.due_on.to_string());
    compare(
        known.amount == row.amount,
        Field::Amount,
        &super::plain_amount(row.amount, row.currency),
    );
    compare(known.currency == row.currency, Field::Currency, row.currency.code());
    if let Some(order) = &row.order_number {
        compare(known.order_number.as_ref() == Some(order), Field::OrderNumber, order);
    }
    if !faults.is_empty() {
        return InvoiceVerdict::Fault(faults);
    }
    judge_payment(row.paid, known)
}

fn judge_payment(paid: Paid, known: &KnownInvoice) -> InvoiceVerdict {
    let fault =
        |code, value: &str| InvoiceVerdict::Fault(vec![RowFault::of(Field::PaidOn, code, value)]);
    match (paid, known.payment) {
        // A payment that bounced is unpaid, and a person records what comes after it.
        (Paid::NotSaid, _) | (Paid::No, None | Some(KnownPayment { bounced: true, .. })) => {
            InvoiceVerdict::Unchanged
        }
        (Paid::No, Some(_)) => fault("differs_from_posted", ""),
        (Paid::On(day), Some(payment)) if payment.received_on == day => InvoiceVerdict::Unchanged,
        (Paid::On(day), Some(_)) => fault("differs_from_posted", &day.to_string()),
        (Paid::On(_), None) if known.settled == 0 => InvoiceVerdict::AddPayment,
        (Paid::On(day), None) if known.settled_on == Some(day) => InvoiceVerdict::Unchanged,
        (Paid::On(day), None) => fault("paid_otherwise", &day.to_string()),
    }
}
