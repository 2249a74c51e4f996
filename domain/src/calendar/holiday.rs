//! Public holidays of France by rule: a table of rules, each with its source and the years for
//! which it holds, read for a year and a zone.
//!
//! The eleven national days are those of L3133-1 C. trav.; Alsace-Moselle adds two (L3134-13),
//! the overseas departments the day on which slavery was abolished there (L3422-2).

use chrono::{Datelike, Days, NaiveDate};

use super::Zone;

/// A public holiday of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// Its day.
    pub day: NaiveDate,
    /// Its stable name.
    pub code: &'static str,
    /// The text it comes from.
    pub source: &'static str,
    /// Whether it is certain there; not for Good Friday, which depends on the commune, nor for
    /// the day of Saint-Martin, whose practice has left the text.
    pub certain: bool,
}

struct Rule {
    code: &'static str,
    on: On,
    /// Empty: everywhere.
    departments: &'static [&'static str],
    first_year: i32,
    last_year: i32,
    source: &'static str,
    certain: bool,
}

enum On {
    /// Month and day.
    Fixed(u32, u32),
    /// Days after Easter Sunday, or before it when negative.
    Easter(i8),
}

const NATIONAL: &str = "L3133-1 C. trav.";
const ALSACE_MOSELLE: &str = "L3134-13 C. trav.";
const OVERSEAS: &str = "L3422-2 C. trav.";
const EVER: i32 = i32::MAX;

const fn national(code: &'static str, on: On) -> Rule {
    Rule {
        code,
        on,
        departments: &[],
        first_year: 0,
        last_year: EVER,
        source: NATIONAL,
        certain: true,
    }
}

const fn abolition(departments: &'static [&'static str], month: u32, day: u32) -> Rule {
    Rule {
        code: "abolition_of_slavery",
        on: On::Fixed(month, day),
        departments,
        first_year: 1983,
        last_year: EVER,
        source: OVERSEAS,
        certain: true,
    }
}

const RULES: &[Rule] = &[
    national("new_year", On::Fixed(1, 1)),
    national("easter_monday", On::Easter(1)),
    national("labour_day", On::Fixed(5, 1)),
    national("victory_1945", On::Fixed(5, 8)),
    national("ascension", On::Easter(39)),
    national("whit_monday", On::Easter(50)),
    national("national_day", On::Fixed(7, 14)),
    national("assumption", On::Fixed(8, 15)),
    national("all_saints", On::Fixed(11, 1)),
    national("armistice_1918", On::Fixed(11, 11)),
    national("christmas", On::Fixed(12, 25)),
    Rule {
        code: "good_friday",
        on: On::Easter(-2),
        departments: &["57", "67", "68"],
        first_year: 0,
        last_year: EVER,
        source: ALSACE_MOSELLE,
        certain: false,
    },
    Rule {
        code: "saint_stephen",
        on: On::Fixed(12, 26),
        departments: &["57", "67", "68"],
        first_year: 0,
        last_year: EVER,
        source: ALSACE_MOSELLE,
        certain: true,
    },
    abolition(&["976"], 4, 27),
    abolition(&["972"], 5, 22),
    abolition(&["971"], 5, 27),
    abolition(&["973"], 6, 10),
    abolition(&["977"], 10, 9),
    abolition(&["974"], 12, 20),
    Rule { last_year: 2017, ..abolition(&["978"], 5, 27) },
    Rule {
        first_year: 2018,
        source: "L3422-2 C. trav. says 27 May; the collectivity keeps 28 May since 2018",
        certain: false,
        ..abolition(&["978"], 5, 28)
    },
];

impl Rule {
    fn in_year(&self, year: i32, zone: Zone) -> Option<Holiday> {
        let here = self.departments.is_empty() || self.departments.contains(&zone.department());
        if !here || !(self.first_year..=self.last_year).contains(&year) {
            return None;
        }
        let day = match self.on {
            On::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day)?,
            On::Easter(offset) => {
                let sunday = easter(year)?;
                let days = Days::new(u64::from(offset.unsigned_abs()));
                if offset < 0 {
                    sunday.checked_sub_days(days)?
                } else {
                    sunday.checked_add_days(days)?
                }
            }
        };
        Some(Holiday { day, code: self.code, source: self.source, certain: self.certain })
    }
}

fn easter(year: i32) -> Option<NaiveDate> {
    let sunday = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(sunday.year, sunday.month, sunday.day)
}

/// The public holidays of a year in a zone, in order of their days. Two rules may fall on one
/// day: Ascension was 1 May in 2008.
#[must_use]
pub fn holidays(year: i32, zone: Zone) -> Vec<Holiday> {
    let mut found: Vec<_> = RULES.iter().filter_map(|rule| rule.in_year(year, zone)).collect();
    found.sort_by_key(|holiday| holiday.day);
    found
}

/// The public holiday of a zone on a day, if it is one.
#[must_use]
pub fn holiday_on(day: NaiveDate, zone: Zone) -> Option<Holiday> {
    RULES
        .iter()
        .filter_map(|rule| rule.in_year(day.year(), zone))
        .find(|holiday| holiday.day == day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(year: i32, department: &str) -> Vec<String> {
        holidays(year, department.parse().unwrap())
            .iter()
            .map(|holiday| holiday.day.format("%m-%d").to_string())
            .collect()
    }

    #[test]
    fn the_eleven_national_days_fall_as_published() {
        for (year, expected) in [
            (2013, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"),
            (2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"),
            (2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25"),
            (2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"),
            (2027, "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25"),
            // Ascension on 1 May and Easter at its earliest of the century.
            (2008, "01-01 03-24 05-01 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25"),
        ] {
            assert_eq!(days(year, "75").join(" "), expected, "{year}");
        }
    }

    #[test]
    fn alsace_moselle_has_two_more() {
        for department in ["57", "67", "68"] {
            let year = days(2026, department);
            assert_eq!(year.len(), 13);
            assert!(year.contains(&"04-03".to_owned()) && year.contains(&"12-26".to_owned()));
        }
        let good_friday = holiday_on("2026-04-03".parse().unwrap(), "67".parse().unwrap());
        assert!(!good_friday.unwrap().certain);
    }

    #[test]
    fn overseas_keeps_the_day_of_the_abolition() {
        for (department, day) in [
            ("976", "04-27"),
            ("972", "05-22"),
            ("971", "05-27"),
            ("973", "06-10"),
            ("977", "10-09"),
            ("974", "12-20"),
        ] {
            let year = days(2026, department);
            assert_eq!(year.len(), 12, "{department}");
            assert!(year.contains(&day.to_owned()), "{department}");
        }
        assert_eq!(days(2026, "975").len(), 11);
        assert!(days(2017, "978").contains(&"05-27".to_owned()));
        assert!(days(2018, "978").contains(&"05-28".to_owned()));
        assert!(!days(2018, "978").contains(&"05-27".to_owned()));
    }

    /// Easter Sunday by another way than the rule's: Gauss's, for the years 1900 to 2099.
    fn easter_by_gauss(year: i32) -> NaiveDate {
        let (a, b, c) = (year % 19, year % 4, year % 7);
        let d = (19 * a + 24) % 30;
        let e = (2 * b + 4 * c + 6 * d + 5) % 7;
        let after_22_march = match (d, e) {
            (29, 6) => 28,
            (28, 6) if a > 10 => 27,
            _ => d + e,
        };
        let march = NaiveDate::from_ymd_opt(year, 3, 22).unwrap();
        march + chrono::TimeDelta::days(after_22_march.into())
    }

    #[test]
    fn every_zone_keeps_its_days_for_twenty_years() {
        for year in 2018..=2037 {
            let easter = easter_by_gauss(year);
            let after = |days| easter + chrono::TimeDelta::days(days);
            let on = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let national = [
                on(1, 1),
                after(1),
                on(5, 1),
                on(5, 8),
                after(39),
                after(50),
                on(7, 14),
                on(8, 15),
                on(11, 1),
                on(11, 11),
                on(12, 25),
            ];
            for zone in Zone::all() {
                let more: &[NaiveDate] = &match zone.department() {
                    "57" | "67" | "68" => vec![after(-2), on(12, 26)],
                    "971" => vec![on(5, 27)],
                    "972" => vec![on(5, 22)],
                    "973" => vec![on(6, 10)],
                    "974" => vec![on(12, 20)],
                    "976" => vec![on(4, 27)],
                    "977" => vec![on(10, 9)],
                    "978" => vec![on(5, 28)],
                    _ => vec![],
                };
                let mut expected = [&national, more].concat();
                expected.sort_unstable();
                let found = holidays(year, zone);
                let days: Vec<_> = found.iter().map(|holiday| holiday.day).collect();
                assert_eq!(days, expected, "{zone} {year}");
                assert!(days.iter().all(|day| holiday_on(*day, zone).is_some()));
                let doubtful = found.iter().filter(|holiday| !holiday.certain).count();
                let depends = matches!(zone.department(), "57" | "67" | "68" | "978");
                assert_eq!(doubtful, usize::from(depends), "{zone} {year}");
            }
        }
    }

    #[test]
    fn a_year_without_a_known_easter_keeps_its_fixed_days() {
        assert_eq!(days(12_000, "75").len(), 8);
    }
}
