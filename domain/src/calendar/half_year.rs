//! Half-years: the periods for which the rates of late payment hold.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// January to June, or July to December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// 1 January to 30 June.
    First,
    /// 1 July to 31 December.
    Second,
}

/// A half of a year, written `2026-S1` or `2026-S2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HalfYear {
    /// The year.
    pub year: i32,
    /// Which half of it.
    pub half: Half,
}

impl HalfYear {
    /// The half-year in which `day` lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let half = if day.month() <= 6 { Half::First } else { Half::Second };
        Self { year: day.year(), half }
    }

    /// Its first day: 1 January or 1 July, whose rate holds for the whole of it.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let month = match self.half {
            Half::First => 1,
            Half::Second => 7,
        };
        NaiveDate::from_ymd_opt(self.year, month, 1).unwrap_or(NaiveDate::MAX)
    }

    /// Its last day: 30 June or 31 December.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// The one that follows.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.half {
            Half::First => Self { year: self.year, half: Half::Second },
            Half::Second => Self { year: self.year.saturating_add(1), half: Half::First },
        }
    }
}

impl fmt::Display for HalfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = match self.half {
            Half::First => 1,
            Half::Second => 2,
        };
        write!(f, "{:04}-S{half}", self.year)
    }
}

/// The text is not of the form `2026-S1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a half-year such as 2026-S1")]
pub struct NotAHalfYear;

impl FromStr for HalfYear {
    type Err = NotAHalfYear;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, half) = text.split_once("-S").ok_or(NotAHalfYear)?;
        let half = match half {
            "1" => Half::First,
            "2" => Half::Second,
            _ => return Err(NotAHalfYear),
        };
        Ok(Self { year: year.parse().map_err(|_| NotAHalfYear)?, half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_of_a_year_meet_without_a_gap() {
        for (day, name, first, last) in [
            ("2026-01-01", "2026-S1", "2026-01-01", "2026-06-30"),
            ("2026-06-30", "2026-S1", "2026-01-01", "2026-06-30"),
            ("2026-07-01", "2026-S2", "2026-07-01", "2026-12-31"),
            ("2026-12-31", "2026-S2", "2026-07-01", "2026-12-31"),
        ] {
            let half = HalfYear::of(day.parse().unwrap());
            assert_eq!(half.to_string(), name);
            assert_eq!(name.parse(), Ok(half));
            assert_eq!(half.first_day(), first.parse().unwrap());
            assert_eq!(half.last_day(), last.parse().unwrap());
            assert_eq!(half.next().first_day(), half.last_day().succ_opt().unwrap());
        }
        assert_eq!("2026-S3".parse::<HalfYear>(), Err(NotAHalfYear));
    }
}
