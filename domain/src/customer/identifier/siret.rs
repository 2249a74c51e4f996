//! SIRET: the number of a French establishment, its SIREN and five digits, the last by Luhn;
//! La Poste, with more establishments than Luhn leaves room for, has a rule of its own.

use serde::{Deserialize, Serialize};

use super::{IdentifierFault, Siren, digits, identifier, luhn};

/// The SIREN of La Poste.
const LA_POSTE: &str = "356000000";

/// The head office of La Poste, whose number follows Luhn like everybody's.
const HEAD_OFFICE: &str = "35600000000048";

/// A SIRET whose check digit fits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret(String);

identifier!(Siret);

impl Siret {
    /// Reads a SIRET as written, `423 529 940 00011` as `42352994000011`.
    ///
    /// # Errors
    /// [`IdentifierFault`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = digits(text, 14)?;
        let siren = number.get(..9).unwrap_or_default();
        Siren::parse(siren)?;
        // The head office of La Poste follows Luhn; its other establishments have a sum of
        // digits that is a multiple of 5 (INSEE).
        let sum: u32 = number.bytes().map(|byte| u32::from(byte.wrapping_sub(b'0'))).sum();
        let fits = if siren == LA_POSTE && number != HEAD_OFFICE {
            sum.is_multiple_of(5)
        } else {
            luhn(&number)
        };
        if fits { Ok(Self(number)) } else { Err(IdentifierFault::WrongCheck) }
    }

    /// The nine digits of the enterprise.
    #[must_use]
    pub fn siren_digits(&self) -> &str {
        self.0.get(..9).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siret_has_a_siren_and_a_check_digit_and_la_poste_its_own_rule() {
        use IdentifierFault::{NotDigits, WrongCheck, WrongLength};
        for (text, expected) in [
            ("42352994000011", Ok("42352994000011")),
            ("423 529 940 00011", Ok("42352994000011")),
            ("35600000000048", Ok("35600000000048")),
            ("35600000049837", Ok("35600000049837")),
            ("35600000049838", Err(WrongCheck)),
            // Luhn would take these; the rule of La Poste does not.
            ("35600000000014", Err(WrongCheck)),
            ("35600000000055", Err(WrongCheck)),
            ("35600000000001", Ok("35600000000001")),
            ("35600000000006", Ok("35600000000006")),
            ("356 000 000 49837", Ok("35600000049837")),
            ("73282932000074", Ok("73282932000074")),
            ("73282932000047", Err(WrongCheck)),
            ("7328293200007", Err(WrongLength(14))),
            ("", Err(WrongLength(14))),
            ("42352994000012", Err(WrongCheck)),
            ("42352994100011", Err(WrongCheck)),
            ("00000000000000", Err(WrongCheck)),
            ("423529940", Err(WrongLength(14))),
            ("4.23529940E+13", Err(NotDigits)),
        ] {
            let read = Siret::parse(text);
            assert_eq!(read.as_ref().map(Siret::as_str), expected.as_ref().copied(), "{text:?}");
        }
        assert_eq!(Siret::parse("42352994000011").unwrap().siren_digits(), "423529940");
    }
}
