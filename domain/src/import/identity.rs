//! Which customer a row means when it names none by a reference, and which one it would double.
//!
//! A SIRET is one establishment. A SIREN or a VAT number is a whole enterprise: two establishments
//! of one enterprise are two customers, and only where one of the two has no SIRET can they be the
//! same. An IBAN identifies nobody: one account may pay for many.

use super::customer_row::CustomerRow;
use crate::customer::identifier::IdentifierKind;
use crate::id::CustomerId;

/// A customer that bears a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The customer.
    pub customer: CustomerId,
    /// Whether it has a SIRET too.
    pub has_siret: bool,
}

/// A customer with a number of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameAs {
    /// The customer.
    pub customer: CustomerId,
    /// By which number; [`SameAs::reason`] is its stable code.
    pub number: IdentifierKind,
    /// Whether the number leaves no other customer that the row may mean.
    pub certain: bool,
}

impl SameAs {
    /// Why the row is a duplicate, a stable code.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self.number {
            IdentifierKind::Siret => "same_siret",
            IdentifierKind::Siren => "same_siren",
            IdentifierKind::Vat => "same_vat_number",
            IdentifierKind::Iban => "same_iban",
        }
    }
}

/// Every reason for which a row is a duplicate, so that a test finds each in the locales.
pub const DUPLICATES: &[&str] = &[
    "same_siret",
    "same_siren",
    "same_vat_number",
    "same_siret_in_file",
    "same_siren_in_file",
    "same_vat_number_in_file",
];

/// The customer that has a number of the row, the most telling number first.
pub fn same_as<'a>(
    row: &CustomerRow,
    bearers: impl Fn(IdentifierKind, &str) -> &'a [Bearer],
) -> Option<SameAs> {
    let numbers = [
        (IdentifierKind::Siret, row.siret.as_ref().map(|siret| siret.as_str())),
        (IdentifierKind::Siren, row.siren_digits()),
        (IdentifierKind::Vat, row.vat_number.as_ref().map(|vat| vat.as_str())),
    ];
    numbers.into_iter().find_map(|(number, value)| {
        let siret = number == IdentifierKind::Siret;
        let may_be = |bearer: &&Bearer| siret || row.siret.is_none() || !bearer.has_siret;
        let mut same = bearers(number, value?).iter().filter(may_be);
        let first = same.next()?;
        let alone = same.all(|other| other.customer == first.customer);
        // A number of the whole enterprise says which customer is meant only to a row that has
        // no establishment, and never by a VAT number, which may be that of a group.
        let telling = siret || (number == IdentifierKind::Siren && row.siret.is_none());
        Some(SameAs { customer: first.customer, number, certain: alone && telling })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::{Siren, Siret, VatNumber};

    const SIREN: &str = "423529940";
    const ONE: &str = "42352994000011";
    const OTHER: &str = "42352994000029";
    const VAT: &str = "FR24423529940";

    fn row(siret: Option<&str>, siren: bool, vat: bool) -> CustomerRow {
        CustomerRow {
            reference: None,
            legal_class: None,
            name: None,
            siren: siren.then(|| Siren::parse(SIREN).unwrap()),
            siret: siret.map(|siret| Siret::parse(siret).unwrap()),
            vat_number: vat.then(|| VatNumber::parse(VAT).unwrap()),
            language: None,
            email: None,
            phone: None,
            address: None,
            payment_terms: None,
            credit_limit: None,
            currency: None,
            consents: Vec::new(),
            owner: None,
            tags: Vec::new(),
            own: crate::customer::CustomValues::new(),
        }
    }

    #[test]
    fn a_siret_is_one_customer_and_a_siren_or_a_vat_number_only_where_a_siret_is_missing() {
        use IdentifierKind::{Siren, Siret, Vat};
        let bearer =
            |id, has_siret| Bearer { customer: CustomerId(uuid::Uuid::from_u128(id)), has_siret };
        let with = vec![bearer(1, true)];
        let without = vec![bearer(2, false)];
        let many = vec![bearer(1, true), bearer(3, true)];
        for (row, known, expected) in [
            (row(Some(ONE), true, true), vec![(Siret, ONE, &with)], Some((1, Siret, true))),
            (row(Some(ONE), true, true), vec![(Siret, ONE, &many)], Some((1, Siret, false))),
            (row(Some(OTHER), true, true), vec![(Siret, ONE, &with), (Siren, SIREN, &with)], None),
            (
                row(Some(OTHER), false, false),
                vec![(Siren, SIREN, &without)],
                Some((2, Siren, false)),
            ),
            (row(None, true, false), vec![(Siren, SIREN, &with)], Some((1, Siren, true))),
            (row(None, true, false), vec![(Siren, SIREN, &many)], Some((1, Siren, false))),
            (row(None, false, true), vec![(Vat, VAT, &with)], Some((1, Vat, false))),
            (row(Some(OTHER), false, true), vec![(Vat, VAT, &with)], None),
            (row(None, false, false), vec![], None),
        ] {
            let bearers = |kind, value: &str| {
                let known = known.iter().find(|(of, number, _)| (*of, *number) == (kind, value));
                known.map_or(&[][..], |(_, _, bearers)| bearers.as_slice())
            };
            let found = same_as(&row, bearers);
            let found = found.map(|same| (same.customer.0.as_u128(), same.number, same.certain));
            assert_eq!(found, expected, "{row:?}");
        }
    }
}
