//! Lists that leave the house as tables: which columns, what stands in each, and what a spreadsheet
//! must not take for a formula. What is exported can be imported as it is.

use crate::customer::identifier::IdentifierKind;
use crate::customer::{ContactKind, CustomerFile, Reference};
use crate::import::Field;
use crate::money::DecimalMark;

/// Whether a spreadsheet would take a cell for a formula (OWASP, CSV injection).
#[must_use]
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
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
}

impl Cell {
    /// The cell in a text table.
    #[must_use]
    pub fn in_text(self, mark: DecimalMark) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Amount(amount, decimals) => plain(amount, decimals, mark),
        }
    }
}

/// An amount without grouping: `5594` cents as `55,94`. Never negative here, so never a formula.
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
    Cell::Text(text.unwrap_or_default())
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
    fn a_row_has_a_cell_for_each_column() {
        let file = CustomerFile::named("=Evil", Currency::EUR);
        let row = customer_row(&"C1".parse().unwrap(), &file);
        assert_eq!(row.len(), CUSTOMER_COLUMNS.len());
        assert_eq!(row[2].clone().in_text(DecimalMark::Comma), "'=Evil");
    }
}
