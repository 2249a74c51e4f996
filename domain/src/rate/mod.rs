//! Reference rates: the ECB's main refinancing rate by date of effect, the legal rates by
//! half-year.
//!
//! A rate is a dated row with its source, never a constant. A row that is absent, or known to be
//! unknown, is named; nothing is guessed in its place.

mod record;

pub use record::{RateFault, parse_percent};

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::HalfYear;

/// Which rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateKind {
    /// Legal interest for the debts of creditors who are private persons.
    LegalConsumer,
    /// Legal interest for all other creditors, whoever the debtor is (L313-2 CMF).
    LegalProfessional,
    /// The European Central Bank's main refinancing operations.
    EcbMain,
}

code_enum! {
    RateKind, UnknownRateKind, "not a kind of rate": {
        LegalConsumer => "legal_consumer",
        LegalProfessional => "legal_professional",
        EcbMain => "ecb_main",
    }
}

/// How sure a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// Read in a published source.
    Confirmed,
    /// The rate is, its day of effect is not.
    Partial,
    /// From memory or from one secondary source.
    Unconfirmed,
}

code_enum! {
    Confirmation, UnknownConfirmation, "not a degree of confirmation": {
        Confirmed => "confirmed",
        Partial => "partial",
        Unconfirmed => "unconfirmed",
    }
}

/// A rate and the day from which it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceRate {
    /// Which.
    pub kind: RateKind,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// Hundredths of a percent a year; `None` when the rate of that day is known to be unknown.
    pub rate_bp: Option<i32>,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    pub confirmed: Confirmation,
}

/// The row that would be needed and is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissingRate {
    /// Of which rate.
    pub kind: RateKind,
    /// Of which half-year.
    pub half_year: HalfYear,
}

impl fmt::Display for MissingRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.half_year.first_day())
    }
}

/// The rate of a half-year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfYearRate {
    /// Hundredths of a percent a year.
    pub rate_bp: i32,
    /// Whether its row was read in a published source.
    pub confirmed: bool,
}

/// All known rows.
#[derive(Debug, Clone, Default)]
pub struct RateTable {
    rows: BTreeMap<(RateKind, NaiveDate), (Option<i32>, Confirmation)>,
}

impl RateTable {
    /// A table of these rows; of two for one day, the later given counts.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = ReferenceRate>) -> Self {
        let rows = rows
            .into_iter()
            .map(|row| ((row.kind, row.valid_from), (row.rate_bp, row.confirmed)))
            .collect();
        Self { rows }
    }

    /// The rate in force on the first day of `half_year`.
    ///
    /// A legal rate is fixed anew for each half-year (L313-2 CMF): only the row of that day counts.
    /// The ECB's rate lasts until it changes: the row in force that day counts when the table knows
    /// of that day, because the row begins on it or a later row ends it. A rate that has no
    /// successor says nothing of the half-years to come.
    ///
    /// # Errors
    /// [`MissingRate`] names the row to be added.
    pub fn of(&self, kind: RateKind, half_year: HalfYear) -> Result<HalfYearRate, MissingRate> {
        let missing = MissingRate { kind, half_year };
        let first = half_year.first_day();
        let known = match kind {
            RateKind::EcbMain => {
                self.rows.range((kind, first)..).next().is_some_and(|((k, _), _)| *k == kind)
            }
            RateKind::LegalConsumer | RateKind::LegalProfessional => {
                self.rows.contains_key(&(kind, first))
            }
        };
        let in_force =
            self.rows.range(..=(kind, first)).next_back().filter(|((k, _), _)| *k == kind);
        match in_force {
            Some((_, (Some(rate_bp), confirmed))) if known => Ok(HalfYearRate {
                rate_bp: *rate_bp,
                confirmed: *confirmed == Confirmation::Confirmed,
            }),
            _ => Err(missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn row(
        kind: RateKind,
        from: &str,
        rate_bp: Option<i32>,
        confirmed: Confirmation,
    ) -> ReferenceRate {
        ReferenceRate { kind, valid_from: day(from), rate_bp, source: "test".into(), confirmed }
    }

    #[test]
    fn a_half_year_takes_the_rate_of_its_first_day_and_names_what_is_missing() {
        use Confirmation::{Confirmed, Unconfirmed};
        use RateKind::{EcbMain, LegalProfessional};
        let table = RateTable::new([
            row(EcbMain, "2024-09-18", Some(365), Unconfirmed),
            row(EcbMain, "2025-01-01", Some(315), Confirmed),
            row(EcbMain, "2025-06-11", Some(215), Confirmed),
            row(EcbMain, "2026-07-01", Some(240), Unconfirmed),
            row(LegalProfessional, "2026-01-01", Some(262), Confirmed),
            row(LegalProfessional, "2026-07-01", None, Unconfirmed),
            row(LegalProfessional, "2027-07-01", Some(250), Confirmed),
        ]);
        for (kind, of, expected) in [
            (EcbMain, "2024-07-01", Err("ecb_main 2024-07-01")),
            (EcbMain, "2025-01-01", Ok((315, true))),
            (EcbMain, "2025-03-01", Ok((315, true))),
            (EcbMain, "2025-07-01", Ok((215, true))),
            (EcbMain, "2026-06-30", Ok((215, true))),
            (EcbMain, "2026-12-31", Ok((240, false))),
            (EcbMain, "2027-01-01", Err("ecb_main 2027-01-01")),
            (LegalProfessional, "2026-02-01", Ok((262, true))),
            (LegalProfessional, "2026-08-01", Err("legal_professional 2026-07-01")),
            (LegalProfessional, "2027-01-01", Err("legal_professional 2027-01-01")),
            (LegalProfessional, "2027-12-31", Ok((250, true))),
        ] {
            let found = table.of(kind, HalfYear::of(day(of)));
            let found = found.map(|r| (r.rate_bp, r.confirmed)).map_err(|m| m.to_string());
            assert_eq!(found, expected.map_err(str::to_owned), "{kind} {of}");
        }
    }
}
