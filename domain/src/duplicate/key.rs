//! The keys under which parties are looked up together: two that share none are never compared.

use super::name::Name;
use super::place;
use super::profile::{Profile, is_of_its_own};
use crate::customer::ContactValue;

/// A key that more parties share says nothing of any two of them: a switchboard, an accountant's
/// mailbox, a business centre. They are found by their other keys.
pub const MOST_SHARING: usize = 20;

/// What a key is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The SIREN that stands in any of its numbers.
    Enterprise,
    /// Another number: a SIRET, a foreign VAT number, an IBAN.
    Number,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// Name and postal code.
    NamePostal,
    /// The longest words of the name, and the city.
    WordsCity,
    /// Street, postal code and the beginning of the name.
    Address,
    /// An account on a social network; last, since the others are stored by their places.
    Social,
}

/// A key of a party.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is made of.
    pub kind: KeyKind,
    /// What those that share it have in common.
    pub value: String,
}

/// The keys of a party, each once, in order.
#[must_use]
pub fn keys(of: &Profile) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut add = |kind, value: String| keys.push(Key { kind, value });
    for siren in of.enterprises() {
        add(KeyKind::Enterprise, siren.to_owned());
    }
    for number in of.numbers.iter().filter(|number| is_of_its_own(number)) {
        add(KeyKind::Number, format!("{} {}", number.kind, number.value));
    }
    for point in &of.points {
        let kind = match point {
            ContactValue::Email(_) => KeyKind::Email,
            ContactValue::Phone(_) => KeyKind::Phone,
            ContactValue::Social(_) => KeyKind::Social,
        };
        add(kind, point.key());
    }
    let name = Name::read(&of.name);
    let compact = name.compact();
    if !compact.is_empty() {
        for at in &of.places {
            let (code, city, street) = (place::postal_code(at), place::city(at), place::street(at));
            if let Some(code) = &code {
                add(KeyKind::NamePostal, format!("{compact} {code}"));
                if !street.is_empty() {
                    let beginning: String = compact.chars().take(2).collect();
                    add(KeyKind::Address, format!("{beginning} {street} {code}"));
                }
            }
            if let Some(city) = city {
                add(KeyKind::WordsCity, format!("{} {city}", name.longest().join(" ")));
            }
        }
    }
    keys.sort();
    keys.dedup();
    keys
}
