//! Numbers by which the state knows a customer, checked offline.

mod iban;
mod siren;
mod siret;
mod vat;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use iban::Iban;
pub use siren::Siren;
pub use siret::Siret;
pub use vat::VatNumber;

/// Why a text is no such identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierFault {
    /// Something else than digits, where digits alone are allowed.
    #[error("holds something else than digits")]
    NotDigits,
    /// Too short or too long; the expected number of digits.
    #[error("must have {0} digits")]
    WrongLength(u8),
    /// The check digit or key does not fit: a digit is wrong or two are swapped.
    #[error("its check digit or key does not fit")]
    WrongCheck,
    /// Does not begin with the code of a country whose numbers we know.
    #[error("begins with no country code that we know")]
    UnknownCountry,
    /// Not of the form of that country's numbers.
    #[error("not of the form of that country's numbers")]
    WrongForm,
}

impl IdentifierFault {
    /// One of each.
    pub const ALL: [Self; 5] = [
        Self::NotDigits,
        Self::WrongLength(9),
        Self::WrongCheck,
        Self::UnknownCountry,
        Self::WrongForm,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDigits => "identifier_not_digits",
            Self::WrongLength(_) => "identifier_length",
            Self::WrongCheck => "identifier_check",
            Self::UnknownCountry => "identifier_country",
            Self::WrongForm => "identifier_form",
        }
    }
}

/// Which register a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// A French enterprise (INSEE), 9 digits.
    Siren,
    /// A French establishment (INSEE), 14 digits.
    Siret,
    /// A VAT number, with its country code.
    Vat,
    /// A bank account (ISO 13616).
    Iban,
}

impl IdentifierKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Siren, Self::Siret, Self::Vat, Self::Iban];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Siren => "siren",
            Self::Siret => "siret",
            Self::Vat => "vat",
            Self::Iban => "iban",
        }
    }
}

impl FromStr for IdentifierKind {
    type Err = IdentifierFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "siren" => Ok(Self::Siren),
            "siret" => Ok(Self::Siret),
            "vat" => Ok(Self::Vat),
            "iban" => Ok(Self::Iban),
            _ => Err(IdentifierFault::WrongForm),
        }
    }
}

/// The digits of a number as people write it: spaces (also unbreakable), points and hyphens
/// between groups do not count.
fn digits(text: &str, length: u8) -> Result<String, IdentifierFault> {
    let text = compact(text);
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierFault::NotDigits);
    }
    if text.len() != usize::from(length) {
        return Err(IdentifierFault::WrongLength(length));
    }
    Ok(text)
}

fn compact(text: &str) -> String {
    let separator = |c: &char| c.is_whitespace() && !c.is_control() || matches!(c, '.' | '-');
    text.trim().chars().filter(|c| !separator(c)).collect()
}

/// Whether the last digit is the check digit of Luhn (ISO/IEC 7812-1, annex B).
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.wrapping_sub(b'0')))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// `TryFrom`, `FromStr`, `Display` and serde's roads of an identifier, all through `parse`.
macro_rules! identifier {
    ($name:ident) => {
        impl $name {
            /// The number without separators.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::customer::IdentifierFault;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::customer::IdentifierFault;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.0
            }
        }
    };
}
use identifier;
