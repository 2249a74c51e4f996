//! Postal addresses, and how they stand in the window of an envelope (NF Z10-011).

use super::Country;
use super::envelope::{WIDTH, capitals, cut, squeeze, without_punctuation, wrap};
use serde::{Deserialize, Serialize};

/// A postal address that fits an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct PostalAddress {
    /// What stands between the recipient's name and the street: at most three lines (service,
    /// building, entrance, ...).
    pub lines: Vec<String>,
    /// Number and street; empty where a place has none.
    pub street: String,
    /// The postal code; five digits in France.
    pub postal_code: String,
    /// The city.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// An address as somebody writes it, not yet checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    street: String,
    #[serde(default)]
    postal_code: String,
    city: String,
    country: String,
}

impl TryFrom<Written> for PostalAddress {
    type Error = AddressFault;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { lines, street, postal_code, city, country } = written;
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Self::new(&lines, &street, &postal_code, &city, &country)
    }
}

/// Why an address is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// No city.
    #[error("no city")]
    NoCity,
    /// A French address without its postal code.
    #[error("no postal code")]
    NoPostalCode,
    /// Neither a street nor a line above it.
    #[error("no street and no line above it")]
    NoStreet,
    /// A French postal code has five digits.
    #[error("not a French postal code")]
    PostalCode,
    /// No code of ISO 3166-1 alpha-2.
    #[error("no such country")]
    Country,
    /// A line break or another control character.
    #[error("holds a control character")]
    ControlCharacter,
    /// Does not fit an envelope: six lines of 38 characters with the recipient's name.
    #[error("does not fit an envelope")]
    TooLong,
}

impl AddressFault {
    /// One of each.
    pub const ALL: [Self; 7] = [
        Self::NoCity,
        Self::NoPostalCode,
        Self::NoStreet,
        Self::PostalCode,
        Self::Country,
        Self::ControlCharacter,
        Self::TooLong,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoCity => "address_without_city",
            Self::NoPostalCode => "address_without_postal_code",
            Self::NoStreet => "address_without_street",
            Self::PostalCode => "postal_code",
            Self::Country => "country",
            Self::ControlCharacter => "control_character",
            Self::TooLong => "address_too_long",
        }
    }

    /// Whether a part is missing, so that a fuller address may be right.
    #[must_use]
    pub const fn is_for_want(self) -> bool {
        matches!(self, Self::NoCity | Self::NoPostalCode | Self::NoStreet)
    }
}

impl PostalAddress {
    /// A checked address; parts are trimmed and empty lines left out.
    ///
    /// # Errors
    /// [`AddressFault`] says which rule it breaks.
    pub fn new(
        lines: &[&str],
        street: &str,
        postal_code: &str,
        city: &str,
        country: &str,
    ) -> Result<Self, AddressFault> {
        let country: Country = country.parse().map_err(|_| AddressFault::Country)?;
        let lines = lines.iter().map(|line| squeeze(line)).filter(|line| !line.is_empty());
        let address = Self {
            lines: lines.collect(),
            street: squeeze(street),
            postal_code: squeeze(postal_code),
            city: squeeze(city),
            country: country.code().to_owned(),
        };
        address.check(country).map(|()| address)
    }

    fn check(&self, country: Country) -> Result<(), AddressFault> {
        let mut parts = self.lines.iter().chain([&self.street, &self.postal_code, &self.city]);
        if parts.any(|part| part.chars().any(char::is_control)) {
            return Err(AddressFault::ControlCharacter);
        }
        if self.city.is_empty() {
            return Err(AddressFault::NoCity);
        }
        if country.is_inland() && self.postal_code.is_empty() {
            return Err(AddressFault::NoPostalCode);
        }
        let code = self.postal_code.as_bytes();
        if country.is_inland() && !(code.len() == 5 && code.iter().all(u8::is_ascii_digit)) {
            return Err(AddressFault::PostalCode);
        }
        if self.street.is_empty() && self.lines.is_empty() {
            return Err(AddressFault::NoStreet);
        }
        let rows = self.place().iter().map(|line| wrap(line).len()).sum::<usize>();
        let last_fits = self.last_line(country).chars().count() <= WIDTH;
        if rows > 4 || self.lines.len() > 3 || !last_fits {
            return Err(AddressFault::TooLong);
        }
        Ok(())
    }

    /// The lines of an envelope's window: the recipient, what leads to the door, the street, the
    /// postal code with the city in capitals without accents, and abroad the country. At most
    /// six lines of 38 characters (seven abroad); a name too long for a line goes on in the next
    /// one where there is room, and is cut where there is none.
    #[must_use]
    pub fn envelope(&self, recipient: &str) -> Vec<String> {
        let country = self.country.parse().unwrap_or(Country::FRANCE);
        let place: Vec<String> = self.place().iter().flat_map(|line| wrap(line)).take(4).collect();
        let mut lines = wrap(&squeeze(recipient));
        lines.truncate(5 - place.len());
        lines.extend(place);
        lines.push(cut(&self.last_line(country)));
        for line in lines.iter_mut().skip(3) {
            *line = without_punctuation(line);
        }
        lines.retain(|line| !line.is_empty());
        if !country.is_inland() {
            lines.push(country.postal_name().to_owned());
        }
        lines
    }

    /// What stands between the recipient and the last line.
    fn place(&self) -> Vec<String> {
        let street = without_punctuation(&self.street);
        self.lines.iter().cloned().chain((!street.is_empty()).then_some(street)).collect()
    }

    fn last_line(&self, country: Country) -> String {
        /// Where the code follows the city.
        const CODE_LAST: [&str; 14] =
            ["AU", "CA", "GB", "GG", "HK", "ID", "IE", "IM", "IN", "JE", "NZ", "SG", "US", "ZA"];
        let line = if CODE_LAST.contains(&country.code()) {
            format!("{} {}", self.city, self.postal_code)
        } else {
            format!("{} {}", self.postal_code, self.city)
        };
        without_punctuation(&capitals(&line))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    fn address(
        lines: &[&str],
        street: &str,
        code: &str,
        city: &str,
        country: &str,
    ) -> PostalAddress {
        PostalAddress::new(lines, street, code, city, country).unwrap()
    }

    #[test]
    fn an_envelope_follows_the_norm() {
        let at = address(
            &["Service comptabilité", " "],
            "12, rue de l'Œuvre",
            "13100",
            "Aix-en-Provence",
            "fr",
        );
        assert_eq!(
            at.envelope("Société Cœur & Cie"),
            [
                "Société Cœur & Cie",
                "Service comptabilité",
                "12 rue de l Œuvre",
                "13100 AIX EN PROVENCE"
            ]
        );
        let at = address(
            &["Accounts", "Building 4", "2nd floor"],
            "4 High Street",
            "M1 1AE",
            "Manchester",
            "GB",
        );
        assert_eq!(
            at.envelope("Meadow Supplies Ltd"),
            [
                "Meadow Supplies Ltd",
                "Accounts",
                "Building 4",
                "2nd floor",
                "4 High Street",
                "MANCHESTER M1 1AE",
                "ROYAUME UNI"
            ]
        );
        let at = address(&[], "Straße 1", "10115", "Köln", "DE");
        assert_eq!(at.envelope("A"), ["A", "Straße 1", "10115 KOLN", "ALLEMAGNE"]);
        let at = address(&[], "1 rue X", "98000", "Monaco", "MC");
        assert_eq!(at.envelope("A"), ["A", "1 rue X", "98000 MONACO"]);
    }

    #[test]
    fn a_long_name_goes_on_in_the_next_line_where_there_is_room() {
        let name = "SARL SOCIETE D'EXPLOITATION DU BAR DE LA FONTAINE";
        let at = address(&[], "31 AVENUE VICTOR HUGO", "13260", "CASSIS", "FR");
        assert_eq!(
            at.envelope(name),
            [
                "SARL SOCIETE D'EXPLOITATION DU BAR DE",
                "LA FONTAINE",
                "31 AVENUE VICTOR HUGO",
                "13260 CASSIS"
            ]
        );
        let at = address(&["A", "B", "C"], "31 AVENUE VICTOR HUGO", "13260", "CASSIS", "FR");
        assert_eq!(at.envelope(name).len(), 6);
    }

    #[test]
    fn an_address_that_no_envelope_could_bear_is_refused() {
        let long = "x".repeat(39);
        for (lines, street, code, city, country, fault) in [
            (vec![], "1 rue X", "13100", "", "FR", AddressFault::NoCity),
            (vec![], "1 rue X", "", "Aix", "FR", AddressFault::NoPostalCode),
            (vec![], "1 rue X", "1310", "Aix", "FR", AddressFault::PostalCode),
            (vec![], "1 rue X", "2A004", "Ajaccio", "FR", AddressFault::PostalCode),
            (vec![], "", "13100", "Aix", "FR", AddressFault::NoStreet),
            (vec![], "1 rue X", "13100", "Aix", "France", AddressFault::Country),
            (vec![], "1 rue\nX", "13100", "Aix", "FR", AddressFault::ControlCharacter),
            (vec!["a", "b", "c", "d"], "1 rue X", "13100", "Aix", "FR", AddressFault::TooLong),
            (vec![], "1 rue X", "13100", long.as_str(), "FR", AddressFault::TooLong),
        ] {
            let read = PostalAddress::new(&lines, street, code, city, country);
            assert_eq!(read, Err(fault), "{street} {code} {city} {country}");
        }
        assert!(PostalAddress::new(&[], "4 High Street", "", "Doha", "QA").is_ok());
    }

    #[test]
    fn an_address_is_checked_when_it_is_read_too() {
        let read = |text: &str| serde_json::from_str::<PostalAddress>(text);
        let good =
            r#"{"street": " 1  rue X", "postal_code": "13100", "city": "Aix", "country": "fr"}"#;
        assert_eq!(read(good).unwrap(), address(&[], "1 rue X", "13100", "Aix", "FR"));
        assert!(read(&good.replace("13100", "1310")).is_err());
        assert!(read(&good.replace("street", "strete")).is_err());
    }

    proptest! {
        #[test]
        fn every_envelope_fits_its_window(
            name in ".{0,120}", lines in proptest::collection::vec("[^\\p{Cc}]{0,60}", 0..3),
            street in "[^\\p{Cc}]{0,60}", city in "[A-Za-zÀ-ÿ' -]{1,30}", country in "FR|GB|DE",
        ) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            if let Ok(at) = PostalAddress::new(&lines, &street, "13100", &city, &country) {
                let window = at.envelope(&name);
                let most = if country == "FR" { 6 } else { 7 };
                prop_assert!(window.len() <= most);
                prop_assert!(window.iter().all(|line| line.chars().count() <= 38));
                for line in window.iter().skip(3) {
                    let bad = |c: char| !c.is_alphanumeric() && !is_combining_mark(c) && c != ' ' && c != '/';
                    prop_assert!(!line.contains(bad), "{line:?}");
                }
            }
        }
    }
}
