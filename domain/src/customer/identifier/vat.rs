//! VAT numbers: the French one with both kinds of key, the others of Europe by their form.

use serde::{Deserialize, Serialize};
use vat_id_validator::check_vat_by_country;

use super::{IdentifierFault, Siren, compact, identifier};

/// A VAT number with its country code, without separators: `FR24423529940`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VatNumber(String);

identifier!(VatNumber);

/// The characters of a French key: no I and no O.
const KEY: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

impl VatNumber {
    /// Reads a VAT number as written, `FR 24 423 529 940` as `FR24423529940`.
    ///
    /// # Errors
    /// [`IdentifierFault`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = compact(text).to_ascii_uppercase();
        if !number.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'*')) {
            return Err(IdentifierFault::WrongForm);
        }
        let country = number.get(..2).unwrap_or_default();
        match country {
            "FR" => french(number.get(2..).unwrap_or_default())?,
            // Northern Ireland trades goods under its own code and Great Britain's form.
            "XI" => by_form("GB", &number.replacen("XI", "GB", 1))?,
            "" => return Err(IdentifierFault::UnknownCountry),
            _ => by_form(country, &number)?,
        }
        Ok(Self(number))
    }

    /// The SIREN inside a French number; none for Monaco and other countries.
    #[must_use]
    pub fn siren_digits(&self) -> Option<&str> {
        let siren = self.0.strip_prefix("FR")?.get(2..)?;
        (!siren.starts_with("000")).then_some(siren)
    }
}

/// Key and SIREN. A key of digits is `(12 + 3 x (SIREN mod 97)) mod 97` (BOI-TVA-DECLA-20-10-20);
/// the newer keys have a letter in the first or second place and a check modulo 11. Monaco's
/// numbers begin with 000, which no SIREN does.
fn french(number: &str) -> Result<(), IdentifierFault> {
    let (Some(key), Some(siren)) = (number.get(..2), number.get(2..)) else {
        return Err(IdentifierFault::WrongForm);
    };
    if siren.len() != 9 {
        return Err(IdentifierFault::WrongForm);
    }
    if !siren.starts_with("000") {
        Siren::parse(siren)?;
    }
    let siren: u32 = siren.parse().map_err(|_| IdentifierFault::NotDigits)?;
    let mut places = key.chars().map(|c| KEY.find(c).and_then(|at| u32::try_from(at).ok()));
    let (Some(Some(first)), Some(Some(second))) = (places.next(), places.next()) else {
        return Err(IdentifierFault::WrongForm);
    };
    let fits = if first < 10 && second < 10 {
        first * 10 + second == (12 + 3 * (siren % 97)) % 97
    } else {
        let check = if first < 10 { first * 24 + second - 10 } else { first * 34 + second - 100 };
        (siren + 1 + check / 11) % 11 == check % 11
    };
    if fits { Ok(()) } else { Err(IdentifierFault::WrongCheck) }
}

fn by_form(country: &str, number: &str) -> Result<(), IdentifierFault> {
    let answer = check_vat_by_country(number, country);
    if !answer.is_supported_country {
        return Err(IdentifierFault::UnknownCountry);
    }
    if answer.is_valid_format { Ok(()) } else { Err(IdentifierFault::WrongForm) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_number_has_a_key_of_digits_or_a_newer_one() {
        use IdentifierFault::{WrongCheck, WrongForm};
        for (text, expected) in [
            ("FR24423529940", Ok("FR24423529940")),
            ("fr 24 423 529 940", Ok("FR24423529940")),
            ("FR 40 303265045", Ok("FR40303265045")),
            ("FR 23 334 175 221", Ok("FR23334175221")),
            ("FR K7 399859412", Ok("FRK7399859412")),
            ("FR 4Z 123456782", Ok("FR4Z123456782")),
            ("FR25423529940", Err(WrongCheck)),
            ("FR K8 399859412", Err(WrongCheck)),
            ("FR84 323 140 391", Err(WrongCheck)),
            ("FR53 0000 04605", Ok("FR53000004605")),
            ("FR OI 423529940", Err(WrongForm)),
            ("FR2442352994", Err(WrongForm)),
            ("FR", Err(WrongForm)),
        ] {
            let read = VatNumber::parse(text);
            let read = read.as_ref().map(VatNumber::as_str);
            assert_eq!(read, expected.as_ref().copied(), "{text}");
        }
        assert_eq!(VatNumber::parse("FR24423529940").unwrap().siren_digits(), Some("423529940"));
        assert_eq!(VatNumber::parse("FR53000004605").unwrap().siren_digits(), None);
    }

    #[test]
    fn numbers_of_europe_are_checked_by_their_form() {
        use IdentifierFault::{UnknownCountry, WrongForm};
        for (text, expected) in [
            ("DE136695976", Ok(())),
            ("BE 0428.759.497", Ok(())),
            ("GB980780684", Ok(())),
            ("XI980780684", Ok(())),
            ("EL094259216", Ok(())),
            ("ATU13585627", Ok(())),
            ("ESX2482300W", Ok(())),
            ("DE12", Err(WrongForm)),
            ("136695976", Err(UnknownCountry)),
            ("ZZ136695976", Err(UnknownCountry)),
            ("", Err(UnknownCountry)),
            ("DE1366\n95976", Err(WrongForm)),
        ] {
            assert_eq!(VatNumber::parse(text).map(|_| ()), expected, "{text:?}");
        }
    }
}
