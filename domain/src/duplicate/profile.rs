//! What is compared of a party.

use crate::customer::ContactValue;
use crate::id::PartyId;

/// A number by which the state, or a bank, knows a party.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// Code of its kind: `siren`, `siret`, `vat`, `iban`, ...
    pub kind: String,
    /// Without separators.
    pub value: String,
}

/// Where a party is, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Number and street.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// What is compared of a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose.
    pub party: PartyId,
    /// The organisation that it is an establishment of.
    pub parent: Option<PartyId>,
    /// Whether it is a natural person.
    pub is_person: bool,
    /// Its name as written.
    pub name: String,
    /// How the state knows it.
    pub numbers: Vec<Number>,
    /// By what it is reached.
    pub points: Vec<ContactValue>,
    /// Where it is.
    pub places: Vec<Place>,
}

impl Profile {
    /// Values of the numbers of `kind`.
    pub(super) fn numbers(&self, kind: &str) -> Vec<&str> {
        self.numbers.iter().filter(|number| number.kind == kind).map(|n| n.value.as_str()).collect()
    }

    /// The enterprises whose SIREN stands in any of its numbers: SIREN, SIRET or French VAT number.
    pub(super) fn enterprises(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.numbers.iter().filter_map(enterprise).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The SIREN that stands in a number.
fn enterprise(number: &Number) -> Option<&str> {
    match number.kind.as_str() {
        "siren" => Some(number.value.as_str()),
        "siret" => number.value.get(..9),
        "vat" if number.value.starts_with("FR") && number.value.len() == 13 => {
            number.value.get(4..)
        }
        _ => None,
    }
}

/// Whether the number says more than the SIREN that stands in it.
pub(super) fn is_of_its_own(number: &Number) -> bool {
    number.kind == "siret" || enterprise(number).is_none()
}
