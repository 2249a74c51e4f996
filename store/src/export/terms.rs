//! In whose words a table is written: the language, the texts of its cells, the fields that the firm
//! defined, and the clock by which a moment falls on a day.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::customer::CustomField;
use domain::language::Language;

/// What the cells of a table need besides their rows.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    /// The language of whoever reads it.
    pub(super) language: Language,
    /// The texts of cells by their keys.
    pub(super) words: HashMap<String, String>,
    /// The fields of the firm that have a column, in their order.
    pub(super) own: Vec<CustomField>,
    /// The firm's clock.
    pub(super) zone: Tz,
}

impl Terms {
    /// The text of a key.
    pub(super) fn word(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or_default()
    }

    /// The text of a key; where none is known, the code itself.
    pub(super) fn word_or(&self, key: &str, code: &str) -> String {
        self.words.get(key).cloned().unwrap_or_else(|| code.to_owned())
    }

    /// The day of a moment.
    pub(super) fn day(&self, moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&self.zone).date_naive()
    }
}
