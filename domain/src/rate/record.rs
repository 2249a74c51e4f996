//! A rate that a person records: checked before it is believed.

use super::{RateKind, ReferenceRate};
use crate::calendar::HalfYear;
use crate::money::{Currency, DecimalMark, parse_amount};

/// The longest source, in characters.
const LONGEST_SOURCE: usize = 200;
/// The lowest and the highest rate, in hundredths of a percent a year: the ECB's main rate has been
/// zero, and no legal rate of the euro has come near a hundred percent.
const RATES: std::ops::RangeInclusive<i32> = 0..=10_000;

/// What is wrong with a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RateFault {
    /// Below zero or above a hundred percent.
    #[error("a rate lies between 0 and 100 percent")]
    OutOfRange,
    /// A legal rate is of a half-year (L313-2 CMF).
    #[error("a legal rate begins on 1 January or 1 July")]
    NotAHalfYear,
    /// No source, or one that is too long or not one line.
    #[error("the source is missing, too long or not one line")]
    SourceMissing,
}

impl RateFault {
    /// Its stable name: also the key `refusal-<code>` of the locales.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfRange => "rate_out_of_range",
            Self::NotAHalfYear => "rate_not_a_half_year",
            Self::SourceMissing => "rate_source_missing",
        }
    }
}

impl ReferenceRate {
    /// The rate, with its source trimmed.
    ///
    /// # Errors
    /// [`RateFault`] names what is wrong with it.
    pub fn checked(mut self) -> Result<Self, RateFault> {
        if self.rate_bp.is_some_and(|rate| !RATES.contains(&rate)) {
            return Err(RateFault::OutOfRange);
        }
        let first_day = HalfYear::of(self.valid_from).first_day();
        if self.kind != RateKind::EcbMain && self.valid_from != first_day {
            return Err(RateFault::NotAHalfYear);
        }
        let source = self.source.trim();
        if source.is_empty()
            || source.chars().count() > LONGEST_SOURCE
            || source.chars().any(char::is_control)
        {
            return Err(RateFault::SourceMissing);
        }
        self.source = source.to_owned();
        Ok(self)
    }
}

/// `12`, `12.5` or `12,50` percent in hundredths of a percent; `None` when it is no such text.
#[must_use]
pub fn parse_percent(text: &str) -> Option<i32> {
    let mark = if text.contains(',') { DecimalMark::Comma } else { DecimalMark::Point };
    // The euro has the two decimals that a rate may have.
    i32::try_from(parse_amount(text, Currency::EUR, mark).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::Confirmation;

    #[test]
    fn a_rate_is_within_bounds_on_its_day_and_has_a_source() {
        use RateFault::{NotAHalfYear, OutOfRange, SourceMissing};
        use RateKind::{EcbMain, LegalConsumer, LegalProfessional};
        let long = "x".repeat(201);
        for (kind, day, rate_bp, source, expected) in [
            (LegalProfessional, "2026-07-01", Some(260), " JO 2026-06-24 ", Ok("JO 2026-06-24")),
            (LegalConsumer, "2027-01-01", None, "not published yet", Ok("not published yet")),
            (EcbMain, "2026-09-16", Some(0), "ecb.europa.eu", Ok("ecb.europa.eu")),
            (EcbMain, "2026-09-16", Some(-1), "x", Err(OutOfRange)),
            (EcbMain, "2026-09-16", Some(10_001), "x", Err(OutOfRange)),
            (LegalProfessional, "2026-07-02", Some(260), "x", Err(NotAHalfYear)),
            (LegalConsumer, "2026-06-30", Some(260), "x", Err(NotAHalfYear)),
            (EcbMain, "2026-09-16", Some(200), " ", Err(SourceMissing)),
            (EcbMain, "2026-09-16", Some(200), "a\nb", Err(SourceMissing)),
            (EcbMain, "2026-09-16", Some(200), &long, Err(SourceMissing)),
        ] {
            let rate = ReferenceRate {
                kind,
                valid_from: day.parse().unwrap(),
                rate_bp,
                source: source.to_owned(),
                confirmed: Confirmation::Confirmed,
            };
            let checked = rate.checked().map(|rate| rate.source);
            assert_eq!(checked, expected.map(str::to_owned), "{kind} {day} {rate_bp:?}");
        }
    }

    #[test]
    fn a_percentage_is_read_with_a_point_or_a_comma() {
        for (text, expected) in [
            ("12", Some(1_200)),
            ("2.62", Some(262)),
            ("2,6", Some(260)),
            ("2.625", None),
            ("12%", None),
            ("", None),
        ] {
            assert_eq!(parse_percent(text), expected, "{text}");
        }
    }
}
