//! When a day begins where the firm is.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The first instant of a day of a zone; where a clock is put forward at midnight, the day begins with the
/// hour that follows.
#[must_use]
pub fn begin(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let later = || midnight + TimeDelta::hours(1);
    zone.from_local_datetime(&midnight)
        .earliest()
        .or_else(|| zone.from_local_datetime(&later()).earliest())
        .map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_where_the_firm_is_or_with_the_hour_after_it() {
        for (day, zone, expected) in [
            ("2026-01-15", Tz::Europe__Paris, "2026-01-14T23:00:00Z"),
            ("2026-07-15", Tz::Europe__Paris, "2026-07-14T22:00:00Z"),
            // The clocks of Beirut went from midnight to one.
            ("2021-03-28", Tz::Asia__Beirut, "2021-03-27T22:00:00Z"),
        ] {
            let expected: DateTime<Utc> = expected.parse().unwrap();
            assert_eq!(begin(day.parse().unwrap(), zone), expected, "{day} {zone}");
        }
    }
}
