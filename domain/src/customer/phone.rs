//! Phone numbers, read in any usual writing of the customer's country and kept in E.164.

use std::fmt;
use std::str::FromStr;

use phonenumber::country::Id;
use phonenumber::{Mode, is_valid, parse};
use serde::{Deserialize, Serialize};

use super::{Country, PostalAddress};

/// A valid phone number in E.164: `+33491000000`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads a number as written in `country`; a French `postal_code` of an overseas department
    /// selects that department's plan, since its numbers are invalid as metropolitan ones.
    ///
    /// # Errors
    /// When the text is no number, or none of that country's plan.
    pub fn parse(
        text: &str,
        country: Country,
        postal_code: Option<&str>,
    ) -> Result<Self, PhoneFault> {
        Self::read(text, Some(region(country, postal_code)))
    }

    /// Reads a number as somebody writes it whose address is `place`: by the plan of that address,
    /// else as a French one. Without an address, and for a French one, the overseas plans are
    /// tried too: their national numbers (`0262 ...`) are nobody else's.
    ///
    /// # Errors
    /// When the text is no number, or none of those plans.
    pub fn parse_at(text: &str, place: Option<&PostalAddress>) -> Result<Self, PhoneFault> {
        let country = place.and_then(|place| place.country.parse().ok());
        Self::parse_near(text, country, place.map(|place| place.postal_code.as_str()))
    }

    /// [`Self::parse_at`] where no more than a part of the address is known.
    ///
    /// # Errors
    /// As [`Self::parse_at`].
    pub fn parse_near(
        text: &str,
        country: Option<Country>,
        postal_code: Option<&str>,
    ) -> Result<Self, PhoneFault> {
        let own = Self::parse(text, country.unwrap_or(Country::FRANCE), postal_code);
        if own != Err(PhoneFault::NotInThePlan) {
            return own;
        }
        let french = country.is_none_or(Country::is_inland);
        let others = if french { OVERSEAS.as_slice() } else { &[] };
        ["FR"]
            .iter()
            .chain(others)
            .find_map(|region| Self::read(text, Some(region)).ok())
            .ok_or(PhoneFault::NotInThePlan)
    }

    fn read(text: &str, region: Option<&str>) -> Result<Self, PhoneFault> {
        if text.chars().any(char::is_control) {
            return Err(PhoneFault::NotANumber);
        }
        let region: Option<Id> = region.and_then(|code| code.parse().ok());
        let number = parse(region, text.trim()).map_err(|_| PhoneFault::NotANumber)?;
        if !is_valid(&number) {
            return Err(PhoneFault::NotInThePlan);
        }
        Ok(Self(number.format().mode(Mode::E164).to_string()))
    }

    /// In E.164.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The plans of the overseas departments and collectivities.
const OVERSEAS: [&str; 9] = ["GP", "MQ", "GF", "RE", "YT", "PM", "WF", "PF", "NC"];

/// The numbering plan of an address: La Poste counts the overseas departments as France, the
/// numbering plans do not.
fn region(country: Country, postal_code: Option<&str>) -> &'static str {
    let prefix = postal_code.and_then(|code| code.trim().get(..3));
    match (country.code(), prefix) {
        ("FR", Some("971")) => "GP",
        ("FR", Some("972")) => "MQ",
        ("FR", Some("973")) => "GF",
        ("FR", Some("974")) => "RE",
        ("FR", Some("975")) => "PM",
        ("FR", Some("976")) => "YT",
        ("FR", Some("977" | "978")) => "GP",
        ("FR", Some("986")) => "WF",
        ("FR", Some("987")) => "PF",
        ("FR", Some("988")) => "NC",
        (code, _) => code,
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneFault;

    /// Only a number in its international form.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text, None)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = PhoneFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

/// Why a text is no phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Not the writing of a number.
    #[error("not a phone number")]
    NotANumber,
    /// The country's plan has no such number.
    #[error("no number of its country's plan")]
    NotInThePlan,
}

impl PhoneFault {
    /// One of each.
    pub const ALL: [Self; 2] = [Self::NotANumber, Self::NotInThePlan];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_phone",
            Self::NotInThePlan => "phone_not_in_plan",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_the_plan_of_its_address() {
        use PhoneFault::{NotANumber, NotInThePlan};
        for (text, country, postal_code, expected) in [
            ("04 91 13 89 00", "FR", Some("13001"), Ok("+33491138900")),
            ("04.91.13.89.00", "FR", None, Ok("+33491138900")),
            ("+33 (0)4 91 13 89 00", "FR", None, Ok("+33491138900")),
            ("0033 4 91 13 89 00", "FR", None, Ok("+33491138900")),
            ("0590 89 46 00", "FR", Some("97110"), Ok("+590590894600")),
            ("0262 48 10 00", "FR", Some("97400"), Ok("+262262481000")),
            ("0262 48 10 00", "FR", Some("13001"), Err(NotInThePlan)),
            ("020 7946 0958", "GB", Some("SW1A 1AA"), Ok("+442079460958")),
            ("+44 20 7946 0958", "FR", None, Ok("+442079460958")),
            ("030 23125 000", "DE", None, Ok("+493023125000")),
            ("0596 60 00 00", "FR", Some("97200"), Ok("+596596600000")),
            ("0594 29 50 00", "FR", Some("97300"), Ok("+594594295000")),
            ("0269 61 00 00", "FR", Some("97600"), Ok("+262269610000")),
            ("0692 12 34 56", "FR", Some("97400"), Ok("+262692123456")),
            ("0690 12 34 56", "FR", Some("97133"), Ok("+590690123456")),
            ("+262 262 48 10 00", "FR", Some("13001"), Ok("+262262481000")),
            ("06 12 34 56 78", "FR", Some("97400"), Err(NotInThePlan)),
            ("12", "FR", None, Err(NotInThePlan)),
            ("call me", "FR", None, Err(NotANumber)),
            ("", "FR", None, Err(NotANumber)),
            ("0491138900\r\n", "FR", None, Err(NotANumber)),
            ("04 91 13 89", "FR", None, Err(NotInThePlan)),
        ] {
            let read = PhoneNumber::parse(text, country.parse().unwrap(), postal_code);
            assert_eq!(
                read.as_ref().map(PhoneNumber::as_str),
                expected.as_ref().copied(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_is_found_in_the_plan_of_its_address_then_in_those_of_france() {
        let at = |code: &str, country: &str| {
            PostalAddress::new(&[], "1 rue X", code, "X", country).unwrap()
        };
        for (text, place, expected) in [
            ("0262 48 10 00", Some(at("97400", "FR")), Ok("+262262481000")),
            ("0262 48 10 00", Some(at("97400", "RE")), Ok("+262262481000")),
            ("0262 48 10 00", None, Ok("+262262481000")),
            ("0690 12 34 56", None, Ok("+590690123456")),
            ("06 12 34 56 78", Some(at("97400", "FR")), Ok("+33612345678")),
            ("04 91 13 89 00", None, Ok("+33491138900")),
            ("020 7946 0958", Some(at("SW1A 1AA", "GB")), Ok("+442079460958")),
            ("0262 48 10 00 00 00", None, Err(PhoneFault::NotInThePlan)),
            ("who", None, Err(PhoneFault::NotANumber)),
        ] {
            let read = PhoneNumber::parse_at(text, place.as_ref());
            let read = read.as_ref().map(PhoneNumber::as_str);
            assert_eq!(read, expected.as_ref().copied(), "{text} {place:?}");
        }
    }

    #[test]
    fn a_stored_number_is_read_back_without_a_country() {
        assert_eq!("+33491138900".parse::<PhoneNumber>().unwrap().as_str(), "+33491138900");
        assert!("0491138900".parse::<PhoneNumber>().is_err());
    }
}
