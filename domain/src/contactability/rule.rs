//! The figures of the law on contact: dated rows with their source, never constants of a rule.
//!
//! A figure that has no row for a day is missing, and says so by its name; nothing is guessed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::rate::Confirmation;

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactRuleKind {
    /// Whether a call to sell to a consumer needs prior consent: 1, or 0 (L223-1 C. conso.).
    CallNeedsConsent,
    /// Minute of the day from which consumers may be called in the morning (D223-9 C. conso.).
    CallMorningFrom,
    /// Minute of the day at which the morning ends.
    CallMorningUntil,
    /// Minute of the day from which they may be called in the afternoon.
    CallAfternoonFrom,
    /// Minute of the day at which the afternoon ends.
    CallAfternoonUntil,
    /// The most calls to one consumer within [`Self::CallPeriod`].
    CallMost,
    /// The days within which calls are counted.
    CallPeriod,
    /// The days without a call after a refusal.
    CallRest,
    /// Months after the last contact from a person during which marketing may use its data.
    MarketingRetention,
}

code_enum!(ContactRuleKind, UnknownContactRule, "no figure of the law on contact": {
    CallNeedsConsent => "call_needs_consent",
    CallMorningFrom => "call_morning_from",
    CallMorningUntil => "call_morning_until",
    CallAfternoonFrom => "call_afternoon_from",
    CallAfternoonUntil => "call_afternoon_until",
    CallMost => "call_most",
    CallPeriod => "call_period",
    CallRest => "call_rest",
    MarketingRetention => "marketing_retention",
});

/// A figure and the day from which it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRule {
    /// Which.
    pub kind: ContactRuleKind,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// The figure, in the unit of its kind.
    pub value: u32,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    pub confirmed: Confirmation,
}

/// All known figures.
#[derive(Debug, Clone, Default)]
pub struct ContactRules {
    rows: BTreeMap<(ContactRuleKind, NaiveDate), (u32, bool)>,
}

/// A figure as it stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// In the unit of its kind.
    pub value: u32,
    /// Whether it was read in a published source.
    pub confirmed: bool,
}

impl ContactRules {
    /// A table of these rows; of two for one day, the later given counts.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = ContactRule>) -> Self {
        let row = |row: ContactRule| {
            let confirmed = row.confirmed == Confirmation::Confirmed;
            ((row.kind, row.valid_from), (row.value, confirmed))
        };
        Self { rows: rows.into_iter().map(row).collect() }
    }

    /// The figure in force on `day`.
    #[must_use]
    pub fn on(&self, kind: ContactRuleKind, day: NaiveDate) -> Option<Figure> {
        let (_, (value, confirmed)) =
            self.rows.range((kind, NaiveDate::MIN)..=(kind, day)).next_back()?;
        Some(Figure { value: *value, confirmed: *confirmed })
    }
}
