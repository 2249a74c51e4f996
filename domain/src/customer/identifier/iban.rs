//! IBAN: the number of a bank account, checked by its country's form and modulo 97 (ISO 13616).

use iban::{IbanLike, ParseBaseIbanError, ParseIbanError};
use serde::{Deserialize, Serialize};

use super::{IdentifierFault, compact, identifier};

/// An IBAN in its electronic form, without separators: `FR1420041010050500013M02606`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iban(String);

identifier!(Iban);

impl Iban {
    /// Reads an IBAN as written, `fr14 2004 1010 0505 0001 3m02 606`.
    ///
    /// # Errors
    /// [`IdentifierFault`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = compact(text).to_ascii_uppercase();
        match number.parse::<iban::Iban>() {
            Ok(read) => Ok(Self(read.electronic_str().to_owned())),
            Err(ParseIbanError::UnknownCountry(_)) => Err(IdentifierFault::UnknownCountry),
            Err(ParseIbanError::InvalidBaseIban {
                source: ParseBaseIbanError::InvalidChecksum,
            }) => Err(IdentifierFault::WrongCheck),
            Err(_) => Err(IdentifierFault::WrongForm),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_has_its_countrys_form_and_fits_its_key() {
        use IdentifierFault::{UnknownCountry, WrongCheck, WrongForm};
        for (text, expected) in [
            ("FR1420041010050500013M02606", Ok("FR1420041010050500013M02606")),
            ("fr14 2004 1010 0505 0001 3m02 606", Ok("FR1420041010050500013M02606")),
            ("FR14\u{a0}2004\u{202f}1010 0505 0001 3M02 606", Ok("FR1420041010050500013M02606")),
            ("DE89 3704 0044 0532 0130 00", Ok("DE89370400440532013000")),
            ("GB82-WEST-1234-5698-7654-32", Ok("GB82WEST12345698765432")),
            ("BE68 5390 0754 7034", Ok("BE68539007547034")),
            ("FR1420041010050500013M02607", Err(WrongCheck)),
            ("FR1420041010050500031M02606", Err(WrongCheck)),
            ("FR142004101005050001", Err(WrongCheck)),
            ("ZZ16200410100505", Err(UnknownCountry)),
            ("1420041010050500013M02606", Err(WrongForm)),
            ("FR14", Err(WrongCheck)),
            ("", Err(WrongForm)),
            ("FR14 2004\n1010", Err(WrongForm)),
        ] {
            let read = Iban::parse(text);
            let found = read.as_ref().map(Iban::as_str);
            if matches!(expected, Err(UnknownCountry)) {
                // Its key is whatever it is: what counts is that it is refused.
                assert!(found.is_err(), "{text:?}");
                continue;
            }
            assert_eq!(found, expected.as_ref().copied(), "{text:?}");
        }
    }
}
