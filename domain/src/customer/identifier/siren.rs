//! SIREN: the number of a French enterprise, nine digits, the last by Luhn.

use serde::{Deserialize, Serialize};

use super::{IdentifierFault, digits, identifier, luhn};

/// A SIREN whose check digit fits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siren(String);

identifier!(Siren);

impl Siren {
    /// Reads a SIREN as written, `423 529 940` as `423529940`.
    ///
    /// # Errors
    /// [`IdentifierFault`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = digits(text, 9)?;
        if !luhn(&number) || number.bytes().all(|byte| byte == b'0') {
            return Err(IdentifierFault::WrongCheck);
        }
        Ok(Self(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siren_has_nine_digits_and_a_check_digit() {
        use IdentifierFault::{NotDigits, WrongCheck, WrongLength};
        for (text, expected) in [
            ("423529940", Ok("423529940")),
            (" 423 529 940 ", Ok("423529940")),
            ("423\u{a0}529\u{202f}940", Ok("423529940")),
            ("356000000", Ok("356000000")),
            ("423529941", Err(WrongCheck)),
            ("425329940", Err(WrongCheck)),
            ("000000000", Err(WrongCheck)),
            ("42352994", Err(WrongLength(9))),
            ("42352994000011", Err(WrongLength(9))),
            ("", Err(WrongLength(9))),
            ("42352994O", Err(NotDigits)),
            ("٤٢٣٥٢٩٩٤٠", Err(NotDigits)),
            ("423529\n940", Err(NotDigits)),
        ] {
            let read = Siren::parse(text);
            assert_eq!(read.as_ref().map(Siren::as_str), expected.as_ref().copied(), "{text:?}");
        }
    }
}
