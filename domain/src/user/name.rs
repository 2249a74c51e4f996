//! The name of a person or of a thing that people named: one line, trimmed, not empty.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization as _;

/// A name of 1 to 200 characters without control characters, NFC.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonName(String);

/// Why a text is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// More than 200 characters.
    #[error("longer than 200 characters")]
    TooLong,
    /// A line break or another control character.
    #[error("holds a control character")]
    ControlCharacter,
}

impl PersonName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PersonName {
    type Err = NameFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name: String = text.trim().nfc().collect();
        if name.is_empty() {
            Err(NameFault::Empty)
        } else if name.chars().count() > 200 {
            Err(NameFault::TooLong)
        } else if name.chars().any(char::is_control) {
            Err(NameFault::ControlCharacter)
        } else {
            Ok(Self(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_trimmed_and_not_empty() {
        assert_eq!("  Zoé  Durand ".parse::<PersonName>().unwrap().as_str(), "Zoé  Durand");
        assert_eq!(" \t".parse::<PersonName>(), Err(NameFault::Empty));
        assert_eq!("a\nb".parse::<PersonName>(), Err(NameFault::ControlCharacter));
        assert_eq!("é".repeat(201).parse::<PersonName>(), Err(NameFault::TooLong));
    }
}
