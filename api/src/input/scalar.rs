//! Values that are written as one text: in a JSON string, a path or a query.

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use domain::calendar::Zone;
use domain::customer::{EmailAddress, EmailFault, Reference, ReferenceFault, Tag};
use domain::money::Currency;
use domain::purpose::PurposeCode;
use domain::user::{NameFault, PersonName};
use serde_json::Value;
use uuid::Uuid;
use validator::ValidateLength as _;

use super::fault::{Faults, Wrong};
use super::json::Input;

/// A type that is read from a text.
pub(crate) trait Scalar: Sized {
    fn parse(text: &str) -> Result<Self, Wrong>;
}

/// Reads a JSON string by [`Scalar`].
pub(crate) fn read_text<T: Scalar>(value: &Value, at: &str, faults: &mut Faults) -> Option<T> {
    let Value::String(text) = value else {
        faults.at(at, Wrong::new("not_a_text"));
        return None;
    };
    match T::parse(text) {
        Ok(read) => Some(read),
        Err(wrong) => {
            faults.at(at, wrong);
            None
        }
    }
}

/// Gives [`Scalar`] types their place in a body.
macro_rules! in_bodies {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::input::Input for $type {
            fn read(
                value: &serde_json::Value,
                at: &str,
                faults: &mut $crate::input::Faults,
            ) -> Option<Self> {
                $crate::input::read_text(value, at, faults)
            }
        }
    )+};
}
pub(crate) use in_bodies;

in_bodies!(
    NaiveDate,
    DateTime<Utc>,
    Reference,
    EmailAddress,
    PersonName,
    Currency,
    PurposeCode,
    Uuid,
    Tag,
);

impl Scalar for Uuid {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|_| Wrong::new("not_an_id"))
    }
}

impl Scalar for NaiveDate {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let wrong = || Wrong::new("not_a_date");
        // chrono takes 2026-1-2 and signs, too.
        if text.len() != 10 || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(wrong());
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong())
    }
}

impl Scalar for DateTime<Utc> {
    fn parse(text: &str) -> Result<Self, Wrong> {
        DateTime::parse_from_rfc3339(text)
            .map(|at| at.to_utc().trunc_subsecs(3))
            .map_err(|_| Wrong::new("not_an_instant"))
    }
}

impl Scalar for Tag {
    fn parse(text: &str) -> Result<Self, Wrong> {
        Self::parse(text).ok_or_else(|| Wrong::new("not_a_tag"))
    }
}

impl Scalar for Zone {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|_| Wrong::new("not_a_department"))
    }
}

impl Scalar for PurposeCode {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|_| Wrong::new("not_a_purpose_code"))
    }
}

impl Scalar for EmailAddress {
    fn parse(text: &str) -> Result<Self, Wrong> {
        Self::parse(text).map_err(|fault| match fault {
            EmailFault::NotAnAddress => Wrong::new("not_an_email_address"),
            fault => Wrong::new(fault.code()),
        })
    }
}

impl Scalar for Reference {
    fn parse(text: &str) -> Result<Self, Wrong> {
        Self::parse(text).map_err(|fault| match fault {
            ReferenceFault::Empty => Wrong::new("empty"),
            ReferenceFault::TooLong => Wrong::new("text_too_long").with("max", 64),
            ReferenceFault::ControlCharacter => Wrong::new("control_character"),
        })
    }
}

impl Scalar for PersonName {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|fault| match fault {
            NameFault::Empty => Wrong::new("empty"),
            NameFault::TooLong => Wrong::new("text_too_long").with("max", 200),
            NameFault::ControlCharacter => Wrong::new("control_character"),
        })
    }
}

impl Scalar for Currency {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let wrong = Wrong::new("not_a_currency");
        // The code as ISO 4217 writes it.
        text.parse().ok().filter(|read: &Self| read.code() == text).ok_or(wrong)
    }
}

impl Scalar for u32 {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|_| Wrong::new("not_a_whole_number"))
    }
}

impl Scalar for bool {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|_| Wrong::new("not_true_or_false"))
    }
}

/// One line of text, trimmed, of 1 to `MAX` characters, without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text<const MAX: u64>(pub(crate) String);

impl<const MAX: u64> Scalar for Text<MAX> {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Wrong::new("empty"));
        }
        if !text.validate_length(None, Some(MAX), None) {
            return Err(Wrong::new("text_too_long").with("max", MAX));
        }
        if text.chars().any(char::is_control) {
            return Err(Wrong::new("control_character"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl<const MAX: u64> Input for Text<MAX> {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        read_text(value, at, faults)
    }
}

/// A text whose lines may break, trimmed, of 1 to `MAX` characters, without other control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prose<const MAX: u64>(pub(crate) String);

impl<const MAX: u64> Scalar for Prose<MAX> {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Wrong::new("empty"));
        }
        if !text.validate_length(None, Some(MAX), None) {
            return Err(Wrong::new("text_too_long").with("max", MAX));
        }
        if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(Wrong::new("control_character"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl<const MAX: u64> Input for Prose<MAX> {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        read_text(value, at, faults)
    }
}

/// The name of a file, without a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileName(pub(crate) String);

impl Scalar for FileName {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let Text(name) = <Text<200> as Scalar>::parse(text)?;
        if name.contains(['/', '\\']) || name.chars().all(|c| c == '.') {
            return Err(Wrong::new("not_a_file_name"));
        }
        Ok(Self(name))
    }
}

/// A text as it was typed, of 1 to `MAX` characters: a password, whose spaces count.
pub(crate) struct Raw<const MAX: u64>(pub(crate) String);

impl<const MAX: u64> std::fmt::Debug for Raw<MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Raw(..)")
    }
}

impl<const MAX: u64> Scalar for Raw<MAX> {
    fn parse(text: &str) -> Result<Self, Wrong> {
        if text.is_empty() {
            return Err(Wrong::new("empty"));
        }
        if !text.validate_length(None, Some(MAX), None) {
            return Err(Wrong::new("text_too_long").with("max", MAX));
        }
        Ok(Self(text.to_owned()))
    }
}

impl<const MAX: u64> Input for Raw<MAX> {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        read_text(value, at, faults)
    }
}
