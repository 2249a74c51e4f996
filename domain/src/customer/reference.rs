//! The reference of a customer: how the firm's people name it. Compared trimmed and without case.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A customer's reference: 1 to 64 characters, NFC, without control characters or outer spaces.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

impl Reference {
    /// Reads a reference as written.
    ///
    /// # Errors
    /// [`ReferenceFault`] says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, ReferenceFault> {
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            return Err(ReferenceFault::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(ReferenceFault::ControlCharacter);
        }
        if text.chars().count() > 64 {
            return Err(ReferenceFault::TooLong);
        }
        Ok(Self(text))
    }

    /// As the firm writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two writings of one reference share: its lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl PartialEq for Reference {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Reference {}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Reference {
    type Err = ReferenceFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

/// Why a text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceFault {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// A line break, a tab or another control character.
    #[error("holds a control character")]
    ControlCharacter,
    /// More than 64 characters.
    #[error("longer than 64 characters")]
    TooLong,
}

impl ReferenceFault {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "missing",
            Self::ControlCharacter => "control_character",
            Self::TooLong => "too_long",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_compared_trimmed_and_without_case() {
        let one = Reference::parse(" Été-12 ").unwrap();
        assert_eq!(one.as_str(), "Été-12");
        assert_eq!(one, Reference::parse("E\u{301}TE\u{301}-12").unwrap());
        assert_ne!(one, Reference::parse("ETE-12").unwrap());
    }

    #[test]
    fn a_reference_is_short_and_of_one_line() {
        for (text, fault) in [
            ("", ReferenceFault::Empty),
            (" \u{a0}", ReferenceFault::Empty),
            ("a\nb", ReferenceFault::ControlCharacter),
            ("a\0b", ReferenceFault::ControlCharacter),
            (&"x".repeat(65), ReferenceFault::TooLong),
        ] {
            assert_eq!(Reference::parse(text), Err(fault), "{text:?}");
        }
    }
}
