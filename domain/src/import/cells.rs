//! The cells of one row by what they mean, and how texts, days and amounts are read from them.
//! What is wrong is gathered, so that a row is told all its faults at once.

use chrono::NaiveDate;

use super::fault::RowFault;
use super::field::Field;
use super::mapping::Reading;
use crate::export::is_formula;
use crate::money::{AmountFault, Currency, parse_amount};

/// One row of a file.
#[derive(Debug)]
pub struct Cells<'a> {
    reading: &'a Reading,
    row: &'a [&'a str],
    faults: Vec<RowFault>,
}

impl<'a> Cells<'a> {
    /// The cells of a row, in the order of the header.
    #[must_use]
    pub const fn new(reading: &'a Reading, row: &'a [&'a str]) -> Self {
        Self { reading, row, faults: Vec::new() }
    }

    /// How the file is read.
    pub(super) const fn reading(&self) -> &'a Reading {
        self.reading
    }

    /// What is wrong so far; empty when the row is right.
    pub(super) fn into_faults(self) -> Vec<RowFault> {
        let mut faults: Vec<RowFault> = Vec::with_capacity(self.faults.len());
        for fault in self.faults {
            let same = |told: &RowFault| {
                (told.field, &told.heading, told.code) == (fault.field, &fault.heading, fault.code)
            };
            if !faults.iter().any(same) {
                faults.push(fault);
            }
        }
        faults
    }

    /// Notes what is wrong with a value.
    pub(super) fn fault(&mut self, field: Field, code: &'static str, value: &str) {
        self.faults.push(RowFault::of(field, code, value));
    }

    /// The cell without outer spaces; none when it is empty or the file has no such column.
    /// A cell with control characters, or bytes that are none of the encoding, is noted and
    /// counts as absent.
    pub(super) fn text(&mut self, field: Field, longest: usize) -> Option<&'a str> {
        let place = self.reading.columns.get(&field)?.place;
        self.at(place, longest).unwrap_or_else(|(code, text)| {
            self.fault(field, code, text);
            None
        })
    }

    /// The cell at a place without outer spaces, none when it is empty; or the code of what is wrong with
    /// it, and its text.
    pub(super) fn at(
        &self,
        place: usize,
        longest: usize,
    ) -> Result<Option<&'a str>, (&'static str, &'a str)> {
        let text = self.row.get(place).map_or("", |cell| plain(cell.trim()));
        if text.contains(char::REPLACEMENT_CHARACTER) {
            Err(("unreadable_character", text))
        } else if text.chars().any(char::is_control) {
            Err(("control_character", text))
        } else if text.chars().count() > longest {
            Err(("too_long", text))
        } else {
            Ok(Some(text).filter(|text| !text.is_empty()))
        }
    }

    /// Notes what is wrong.
    pub(super) fn note(&mut self, fault: RowFault) {
        self.faults.push(fault);
    }

    /// Notes what is wrong with a field of which nothing wrong was told yet.
    pub(super) fn fault_unless_told(&mut self, field: Field, code: &'static str) {
        if !self.faults.iter().any(|fault| fault.field == Some(field)) {
            self.fault(field, code, "");
        }
    }

    /// Whether the file has a column for the field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.reading.has(field)
    }

    /// The cell, noted when it is missing.
    pub(super) fn needed(&mut self, field: Field, longest: usize) -> Option<&'a str> {
        let before = self.faults.len();
        let text = self.text(field, longest);
        if text.is_none() && self.faults.len() == before {
            self.fault(field, "missing", "");
        }
        text
    }

    /// The cell as `read` understands it; what it does not understand is noted by its code.
    pub(super) fn value<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let text = self.text(field, 500)?;
        self.understood(field, text, read(text))
    }

    pub(super) fn understood<T>(
        &mut self,
        field: Field,
        text: &str,
        read: Result<T, &'static str>,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(code) => {
                self.fault(field, code, text);
                None
            }
        }
    }

    /// A day in the format of the file.
    pub(super) fn day(&mut self, field: Field, text: &str) -> Option<NaiveDate> {
        let read = self.reading.date_format.read(text).ok_or("not_a_date");
        self.understood(field, text, read)
    }

    /// An amount in minor units.
    pub(super) fn amount(&mut self, field: Field, text: &str, currency: Currency) -> Option<i64> {
        let read = parse_amount(text, currency, self.reading.decimal_mark.into());
        let read = read.map_err(|fault| match fault {
            AmountFault::NotAnAmount => "not_an_amount",
            AmountFault::TooManyDecimals => "too_many_decimals",
            AmountFault::OutOfRange => "amount_out_of_range",
        });
        self.understood(field, text, read)
    }

    /// The currency of the row, else that of the file.
    pub(super) fn currency(&mut self) -> Option<Currency> {
        match self.text(Field::Currency, 10) {
            Some(text) => {
                self.understood(Field::Currency, text, text.parse().map_err(|_| "currency"))
            }
            None => Some(self.reading.currency),
        }
    }
}

/// A cell without the apostrophe that an export puts before what a spreadsheet would take for a
/// formula: what was exported is read as it was.
fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::harmless;

    #[test]
    fn what_an_export_made_harmless_is_read_as_it_was() {
        for text in ["=1+1", "+33", "-1", "@x", "＝1", "＋1", "－1", "＠x", "A=1", "été"] {
            assert_eq!(plain(&harmless(text.to_owned())), text);
        }
        assert_eq!(plain("'tis"), "'tis", "an apostrophe of the text stays");
    }
}
