//! Lists that leave the house as tables: which columns, what stands in each, and what a spreadsheet
//! must not take for a formula. What is exported can be imported as it is.

use chrono::NaiveDate;

use crate::customer::identifier::IdentifierKind;
use crate::customer::{ContactKind, CustomerFile, Reference};
use crate::import::Field;
use crate::money::DecimalMark;

/// What a formula begins with (OWASP, CSV injection). Spreadsheets set to an East Asian language read
/// the wide signs as the narrow ones.
const BEGINNINGS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Whether a spreadsheet would take a cell for a formula. The import asks the same of what stands behind
/// an apostrophe, so that it takes away what [`harmless`] put there and nothing else.
#[must_use]
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(BEGINNINGS)
}

/// A cell of a text table that no spreadsheet takes for a formula: an apostrophe stands before it.
#[must_use]
pub fn harmless(cell: String) -> String {
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

/// The columns of a table of customers, in their order.
pub const CUSTOMER_COLUMNS: [Field; 18] = [
    Field::Reference,
    Field::Kind,
    Field::Name,
    Field::Siren,
    Field::Siret,
    Field::VatNumber,
    Field::Language,
    Field::Email,
    Field::Phone,
    Field::AddressLine1,
    Field::AddressLine2,
    Field::Street,
    Field::PostalCode,
    Field::City,
    Field::Country,
    Field::PaymentTerms,
    Field::CreditLimit,
    Field::Currency,
];

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text; empty where nothing is known.
    Text(String),
    /// An amount in minor units, and how many decimals its currency has.
    Amount(i64, u32),
    /// A number in ten-thousandths, as the firm's own fields keep theirs.
    Number(i64),
    /// A day.
    Date(NaiveDate),
}

impl Default for Cell {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::default, Into::into)
    }
}

impl Cell {
    /// The cell in a text table.
    #[must_use]
    pub fn in_text(self, mark: DecimalMark) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Amount(amount, decimals) => plain(amount, decimals, mark),
            Self::Number(number) => {
                let text = plain(number, 4, mark);
                let text = text.trim_end_matches('0').trim_end_matches([',', '.']);
                // Three decimals would be taken for a thousand when the table comes back.
                let three = text.rsplit_once([',', '.']).is_some_and(|(_, part)| part.len() == 3);
                if three { format!("{text}0") } else { text.to_owned() }
            }
            // A year of more than four digits begins with a sign.
            Self::Date(day) => harmless(day.to_string()),
        }
    }
}

/// An amount without grouping: `5594` cents as `55,94`. A number of ours computes nothing, even with
/// a sign before it.
fn plain(amount: i64, decimals: u32, mark: DecimalMark) -> String {
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let digits = format!("{:0>1$}", amount.unsigned_abs(), decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let sign = if amount < 0 { "-" } else { "" };
    match (decimals, mark) {
        (0, _) => format!("{sign}{whole}"),
        (_, DecimalMark::Comma) => format!("{sign}{whole},{fraction}"),
        (_, DecimalMark::Point) => format!("{sign}{whole}.{fraction}"),
    }
}

/// The row of a customer, a cell for each of [`CUSTOMER_COLUMNS`].
#[must_use]
pub fn customer_row(reference: &Reference, file: &CustomerFile) -> Vec<Cell> {
    CUSTOMER_COLUMNS.iter().map(|field| cell(*field, reference, file)).collect()
}

fn cell(field: Field, reference: &Reference, file: &CustomerFile) -> Cell {
    let number = |kind| file.identifier(kind).map(|number| number.as_str().to_owned());
    let point = |kind| file.main_point(kind).map(|point| point.value.as_str().to_owned());
    let place = file.main_address().map(|address| &address.place);
    let line = |nth: usize| place.and_then(|place| place.lines.get(nth).cloned());
    let text = match field {
        Field::Reference => Some(reference.as_str().to_owned()),
        Field::Kind => Some(file.legal_class.code().to_owned()),
        Field::Name => Some(file.name.clone()),
        Field::Siren => number(IdentifierKind::Siren),
        Field::Siret => number(IdentifierKind::Siret),
        Field::VatNumber => number(IdentifierKind::Vat),
        Field::Language => file.language.map(|language| language.code().to_owned()),
        Field::Email => point(ContactKind::Email),
        Field::Phone => point(ContactKind::Phone),
        Field::AddressLine1 => line(0),
        // An envelope may have a third line above the street; our files have two columns.
        Field::AddressLine2 => {
            let rest = place.and_then(|place| place.lines.get(1..)).unwrap_or_default();
            (!rest.is_empty()).then(|| rest.join(" "))
        }
        Field::Street => place.map(|place| place.street.clone()),
        Field::PostalCode => place.map(|place| place.postal_code.clone()),
        Field::City => place.map(|place| place.city.clone()),
        Field::Country => place.map(|place| place.country.clone()),
        Field::PaymentTerms => file.payment_terms.clone(),
        Field::CreditLimit => match file.credit_limit {
            Some(limit) => return Cell::Amount(limit, file.currency.decimals()),
            None => None,
        },
        Field::Currency => Some(file.currency.code().to_owned()),
        _ => None,
    };
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn a_cell_that_a_spreadsheet_would_compute_is_made_harmless() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+33491138900", "'+33491138900"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("A=1", "A=1"),
            ("'=1", "'=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell.to_owned()), expected);
        }
    }

    #[test]
    fn amounts_have_the_decimals_of_their_currency_and_the_mark_of_the_language() {
        for (amount, decimals, mark, expected) in [
            (1_000_000, 2, DecimalMark::Comma, "10000,00"),
            (5, 2, DecimalMark::Point, "0.05"),
            (500, 0, DecimalMark::Comma, "500"),
        ] {
            assert_eq!(Cell::Amount(amount, decimals).in_text(mark), expected);
        }
    }

    #[test]
    fn numbers_have_the_decimals_they_need_and_days_are_written_as_iso_8601_says() {
        for (number, mark, expected) in [
            (15_000, DecimalMark::Comma, "1,5"),
            (-15_001, DecimalMark::Point, "-1.5001"),
            (1_200_000, DecimalMark::Comma, "120"),
            (12_340, DecimalMark::Comma, "1,2340"),
            (0, DecimalMark::Point, "0"),
        ] {
            assert_eq!(Cell::Number(number).in_text(mark), expected);
        }
        let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        assert_eq!(Cell::from(day).in_text(DecimalMark::Comma), "2026-01-05");
        assert_eq!(Cell::from(None::<NaiveDate>).in_text(DecimalMark::Comma), "");
        assert_eq!(Cell::from(Some("=1")).in_text(DecimalMark::Comma), "'=1");
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let file = CustomerFile::named("=Evil", Currency::EUR);
        let row = customer_row(&"C1".parse().unwrap(), &file);
        assert_eq!(row.len(), CUSTOMER_COLUMNS.len());
        assert_eq!(row[2].clone().in_text(DecimalMark::Comma), "'=Evil");
    }
}
