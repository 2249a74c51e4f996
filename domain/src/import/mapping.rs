//! How the columns of a file are read: what a mapping fixes is never guessed; what it leaves open
//! is read off the file, and shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use super::consents::{ConsentColumn, ConsentMapping};
use super::date_format::DateFormat;
use super::field::{Field, ImportKind};
use super::own::OwnColumn;
use crate::customer::Country;
use crate::money::{Currency, DecimalMark};

/// What somebody says of a file, in TOML. Every part is optional, an unknown one is an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// `customers` or `invoices`: the mapping is refused for the other.
    pub kind: Option<ImportKind>,
    /// The sign between columns: `;`, `,`, `|` or `tab`.
    pub separator: Option<Separator>,
    /// A label of the WHATWG Encoding Standard: `utf-8`, `windows-1252`, `utf-16le`, ...
    pub encoding: Option<String>,
    /// `YYYY-MM-DD`, `D/M/YYYY`, `M/D/YYYY`, ...
    pub date_format: Option<DateFormat>,
    /// `,` or `.`.
    pub decimal_mark: Option<Mark>,
    /// ISO 4217; the currency of rows that name none.
    #[serde(deserialize_with = "currency", skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Days from the invoice's date to its due date, for files without a due date.
    pub due_days: Option<u16>,
    /// ISO 3166-1 alpha-2; the country of rows that name none.
    pub country: Option<Country>,
    /// The heading of each field. When it is there, no other column is used.
    pub columns: Option<BTreeMap<Field, String>>,
    /// By their headings, the columns of customers that say yes or no to being contacted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub consents: BTreeMap<String, ConsentMapping>,
    /// By their codes, the headings of the firm's own fields of customers.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, String>,
}

/// Through its text, so that a wrong code is not answered with a list of all the right ones.
fn currency<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Currency>, D::Error> {
    String::deserialize(reader)?.parse().map(Some).map_err(serde::de::Error::custom)
}

/// The sign between columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Separator(u8);

impl Separator {
    /// Those that a file may have, the likeliest first.
    pub const ALL: [Self; 4] = [Self(b';'), Self(b','), Self(b'\t'), Self(b'|')];

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }
}

impl std::fmt::Display for Separator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            b'\t' => f.write_str("tab"),
            byte => write!(f, "{}", char::from(byte)),
        }
    }
}

/// The text is no sign between columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a separator: write ; or , or | or tab")]
pub struct UnknownSeparator;

impl TryFrom<String> for Separator {
    type Error = UnknownSeparator;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let text = if text == "\t" { "tab" } else { &text };
        Self::ALL.into_iter().find(|sign| sign.to_string() == text).ok_or(UnknownSeparator)
    }
}

impl From<Separator> for String {
    fn from(separator: Separator) -> Self {
        separator.to_string()
    }
}

/// The sign between units and decimals, as a mapping writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// `1234,56`
    #[serde(rename = ",")]
    Comma,
    /// `1234.56`
    #[serde(rename = ".")]
    Point,
}

impl From<Mark> for DecimalMark {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Comma => Self::Comma,
            Mark::Point => Self::Point,
        }
    }
}

impl From<DecimalMark> for Mark {
    fn from(mark: DecimalMark) -> Self {
        match mark {
            DecimalMark::Comma => Self::Comma,
            DecimalMark::Point => Self::Point,
        }
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Comma => ",",
            Self::Point => ".",
        })
    }
}

/// A part of a reading that no mapping fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guessed {
    /// The sign between columns.
    Separator,
    /// The encoding.
    Encoding,
    /// The format of days.
    DateFormat,
    /// The decimal mark.
    DecimalMark,
    /// The currency.
    Currency,
    /// The country.
    Country,
    /// What each column means.
    Columns,
}

/// How a file is read, with nothing left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What the file brings.
    pub kind: ImportKind,
    /// The sign between columns.
    pub separator: Separator,
    /// The name of the encoding, as the WHATWG Encoding Standard writes it.
    pub encoding: String,
    /// The format of days.
    pub date_format: DateFormat,
    /// The decimal mark.
    pub decimal_mark: Mark,
    /// The currency of rows that name none.
    pub currency: Currency,
    /// Days to the due date, for a file without a due date.
    pub due_days: Option<u16>,
    /// The country of rows that name none.
    pub country: Country,
    /// Heading and place of each field.
    pub columns: BTreeMap<Field, Column>,
    /// The columns of decisions about being contacted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<ConsentColumn>,
    /// The columns of the firm's own fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnColumn>,
    /// Headings without a use.
    pub unused: Vec<String>,
    /// What was guessed.
    pub guessed: Vec<Guessed>,
    /// What somebody said of the file, or of the last one with these headings.
    #[serde(default)]
    pub given: Mapping,
    /// When the mapping was last applied, if it is remembered and not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remembered: Option<DateTime<Utc>>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its place, from 0.
    pub place: usize,
}

impl Reading {
    /// The heading under which a field stands; its code where the file has none.
    #[must_use]
    pub fn heading(&self, field: Field) -> &str {
        self.columns.get(&field).map_or(field.code(), |column| column.heading.as_str())
    }

    /// The headings of the file, in any order.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        let known = self.columns.values().map(|column| column.heading.as_str());
        let consents = self.consents.iter().map(|of| of.column.heading.as_str());
        let own = self.own.iter().map(|of| of.column.heading.as_str());
        known.chain(consents).chain(own).chain(self.unused.iter().map(String::as_str))
    }

    /// Whether the file has a column for the field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&field)
    }
}
