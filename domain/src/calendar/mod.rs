//! Days: when one begins, public holidays by rule, working days of a zone, half-years.
//!
//! Nothing is fetched and nothing is listed year by year. A zone is a French department by its
//! INSEE number, since Alsace-Moselle and the overseas departments have days of their own.

mod begin;
mod half_year;
mod holiday;
mod zone;

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use begin::begin;
pub use half_year::{Half, HalfYear, NotAHalfYear};
pub use holiday::{Holiday, holiday_on, holidays};
pub use zone::{UnknownDepartment, Zone};

/// Whether the firm works that day: Monday to Friday, no public holiday of the zone (jour ouvré).
#[must_use]
pub fn is_working_day(day: NaiveDate, zone: Zone) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && holiday_on(day, zone).is_none()
}

/// The first working day of the zone on or after `day`: before it nothing leaves.
#[must_use]
pub fn not_before(day: NaiveDate, zone: Zone) -> NaiveDate {
    day.iter_days().find(|day| is_working_day(*day, zone)).unwrap_or(day)
}

/// The day on which the `count`-th working day after `day` falls; `day` itself does not count.
/// With a count of 0 it is `day`, worked or not.
#[must_use]
pub fn after_working_days(day: NaiveDate, count: u32, zone: Zone) -> NaiveDate {
    let mut end = day;
    for _ in 0..count {
        end = not_before(end.checked_add_days(Days::new(1)).unwrap_or(end), zone);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_falls_on_a_weekend_or_a_holiday_leaves_on_the_next_working_day_of_its_zone() {
        for (zone, asked, leaves) in [
            ("75", "2026-11-23", "2026-11-23"),
            ("75", "2026-11-21", "2026-11-23"),
            // Christmas 2026 is a Friday; the 26th is a Saturday.
            ("75", "2026-12-25", "2026-12-28"),
            // Good Friday to Easter Monday 2026.
            ("75", "2026-04-03", "2026-04-03"),
            ("67", "2026-04-03", "2026-04-07"),
            // 26 December 2024 is a Thursday.
            ("57", "2024-12-25", "2024-12-27"),
            ("75", "2024-12-25", "2024-12-26"),
            ("974", "2024-12-20", "2024-12-23"),
            // May 2024: Wednesday 1, Wednesday 8, Thursday 9 (Ascension), Monday 20 (Whit Monday).
            ("75", "2024-05-08", "2024-05-10"),
            ("972", "2024-05-22", "2024-05-23"),
        ] {
            let zone: Zone = zone.parse().unwrap();
            assert_eq!(not_before(day(asked), zone), day(leaves), "{asked} in {zone}");
        }
    }

    #[test]
    fn working_days_are_counted_from_the_day_after() {
        let paris = Zone::default();
        assert_eq!(after_working_days(day("2024-05-07"), 0, paris), day("2024-05-07"));
        assert_eq!(after_working_days(day("2024-05-07"), 1, paris), day("2024-05-10"));
        assert_eq!(after_working_days(day("2024-05-07"), 10, paris), day("2024-05-24"));
        assert_eq!(after_working_days(day("2024-05-11"), 1, paris), day("2024-05-13"));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(not_before(NaiveDate::MAX, Zone::default()), NaiveDate::MAX);
        assert_eq!(after_working_days(NaiveDate::MAX, 3, Zone::default()), NaiveDate::MAX);
    }
}
