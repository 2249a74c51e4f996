//! A row of an invoice file.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::fault::RowFault;
use super::field::Field;
use crate::customer::Reference;
use crate::id::{CustomerId, ImportId};
use crate::invoice::{DueLine, InvoiceDraft, InvoiceFault, InvoiceNumber};
use crate::money::Currency;

/// What a row says of the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paid {
    /// Nothing: the file has no such column.
    NotSaid,
    /// Not paid: the cell is empty.
    No,
    /// Paid in full on that day.
    On(NaiveDate),
}

/// An invoice as a row says it, right in itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    /// Who owes it.
    pub customer: Reference,
    /// Its series, usually empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub series: String,
    /// Its number.
    pub number: String,
    /// The day it bears.
    pub issued_on: NaiveDate,
    /// The day by which it is owed.
    pub due_on: NaiveDate,
    /// Minor units.
    pub amount: i64,
    /// Of the amount.
    pub currency: Currency,
    /// Whether it was paid.
    pub paid: Paid,
    /// The customer's order number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_number: Option<String>,
}

impl InvoiceRow {
    /// Reads a row.
    ///
    /// # Errors
    /// All its faults.
    pub fn read(mut cells: Cells<'_>) -> Result<Self, Vec<RowFault>> {
        let customer = cells.needed(Field::Customer, 200).and_then(|text| {
            let read = text.parse::<Reference>().map_err(|fault| fault.code());
            cells.understood(Field::Customer, text, read)
        });
        let series = cells.text(Field::Series, 64).unwrap_or_default();
        let number = cells.needed(Field::Number, 200).and_then(|text| {
            let read = InvoiceNumber::new(series, text).map_err(of_number);
            cells.understood(Field::Number, text, read)
        });
        let issued_on =
            cells.needed(Field::IssuedOn, 40).and_then(|text| cells.day(Field::IssuedOn, text));
        let due_on = due_on(&mut cells, issued_on);
        let currency = cells.currency();
        let amount_text = cells.needed(Field::Amount, 60);
        let amount = match (amount_text, currency) {
            (Some(text), Some(currency)) => cells.amount(Field::Amount, text, currency),
            _ => None,
        };
        let paid = match cells.text(Field::PaidOn, 40) {
            Some(text) => cells.day(Field::PaidOn, text).map(Paid::On),
            None if cells.reading().has(Field::PaidOn) => Some(Paid::No),
            None => Some(Paid::NotSaid),
        };
        let order_number = cells.text(Field::OrderNumber, 64).map(str::to_owned);
        if let (Some(amount), Some(text)) = (amount, amount_text) {
            check_amount(&mut cells, amount, text);
        }
        if let (Some(issued_on), Some(due_on)) = (issued_on, due_on)
            && due_on < issued_on
        {
            let text = cells.text(Field::DueOn, 40).unwrap_or_default();
            cells.fault(Field::DueOn, InvoiceFault::DueBeforeIssue.code(), text);
        }
        let row = (customer, number, issued_on, due_on, amount, currency, paid);
        let faults = cells.into_faults();
        match row {
            (
                Some(customer),
                Some(number),
                Some(issued_on),
                Some(due_on),
                Some(amount),
                Some(currency),
                Some(paid),
            ) if faults.is_empty() => Ok(Self {
                customer,
                series: number.series().to_owned(),
                number: number.number().to_owned(),
                issued_on,
                due_on,
                amount,
                currency,
                paid,
                order_number,
            }),
            _ => Err(faults),
        }
    }

    /// What identifies the invoice.
    ///
    /// # Errors
    /// Never for a row that was read.
    pub fn identity(&self) -> Result<InvoiceNumber, InvoiceFault> {
        InvoiceNumber::new(&self.series, &self.number)
    }

    /// The invoice to post.
    ///
    /// # Errors
    /// Never for a row that was read.
    pub fn draft(
        &self,
        customer: CustomerId,
        import: ImportId,
    ) -> Result<InvoiceDraft, InvoiceFault> {
        Ok(InvoiceDraft {
            customer,
            number: self.identity()?,
            issued_on: self.issued_on,
            currency: self.currency,
            amount: self.amount,
            order_number: self.order_number.clone(),
            due_lines: vec![DueLine { due_on: self.due_on, amount: self.amount }],
            import: Some(import),
        })
    }

    /// The source key of the payment that a row with a payment date tells: one for each invoice,
    /// so that the row brings it once. Signs that part the key are written out in the series.
    #[must_use]
    pub fn payment_key(&self) -> String {
        let series = self.series.replace('%', "%25").replace(':', "%3A");
        format!("import:{series}:{}", self.number)
    }
}

/// The due date of the row, else so many days after the invoice's as the mapping says.
fn due_on(cells: &mut Cells<'_>, issued_on: Option<NaiveDate>) -> Option<NaiveDate> {
    let reading = cells.reading();
    match reading.due_days {
        Some(days) if !reading.has(Field::DueOn) => {
            issued_on?.checked_add_days(Days::new(u64::from(days)))
        }
        _ => cells.needed(Field::DueOn, 40).and_then(|text| cells.day(Field::DueOn, text)),
    }
}

fn check_amount(cells: &mut Cells<'_>, amount: i64, text: &str) {
    if amount <= 0 {
        cells.fault(Field::Amount, InvoiceFault::AmountNotPositive.code(), text);
    } else if amount > crate::invoice::LARGEST_AMOUNT {
        cells.fault(Field::Amount, InvoiceFault::AmountOutOfRange.code(), text);
    }
}

const fn of_number(fault: InvoiceFault) -> &'static str {
    match fault {
        InvoiceFault::NumberMissing => "missing",
        InvoiceFault::NumberMalformed => "control_character",
        _ => "too_long",
    }
}
