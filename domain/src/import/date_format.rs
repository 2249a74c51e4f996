//! How a file writes its days: `D/M/YYYY`, `M/D/YYYY`, `YYYY-MM-DD`, `YYYYMMDD`, ...

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Which part comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// Year, month, day.
    YearFirst,
    /// Day, month, year: Europe.
    DayFirst,
    /// Month, day, year: the United States.
    MonthFirst,
}

/// The order of the parts of a day and the sign between them; years have four digits, since two
/// leave the century open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateFormat {
    /// Which part comes first.
    pub order: Order,
    /// `/`, `-` or `.`; none when eight digits stand together.
    pub separator: Option<char>,
}

/// The text is no format of days that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a date format: write for example YYYY-MM-DD, D/M/YYYY or M/D/YYYY, the year with four letters"
)]
pub struct UnknownDateFormat;

impl DateFormat {
    /// `YYYY-MM-DD` (ISO 8601).
    pub const ISO: Self = Self { order: Order::YearFirst, separator: Some('-') };

    /// Reads a day; leading zeros do not count, nor the midnight that some programs append.
    #[must_use]
    pub fn read(self, text: &str) -> Option<NaiveDate> {
        let text = without_midnight(text.trim());
        let [first, second, third] = match self.separator {
            Some(separator) => {
                let mut parts = text.split(separator);
                let three = [parts.next()?, parts.next()?, parts.next()?];
                if parts.next().is_some() {
                    return None;
                }
                three
            }
            None if text.len() == 8 && self.order == Order::YearFirst => {
                [text.get(..4)?, text.get(4..6)?, text.get(6..)?]
            }
            None if text.len() == 8 => [text.get(..2)?, text.get(2..4)?, text.get(4..)?],
            None => return None,
        };
        let (year, month, day) = match self.order {
            Order::YearFirst => (first, second, third),
            Order::DayFirst => (third, second, first),
            Order::MonthFirst => (third, first, second),
        };
        let year = i32::try_from(number(year, 4..=4)?).ok()?;
        NaiveDate::from_ymd_opt(year, number(month, 1..=2)?, number(day, 1..=2)?)
            .filter(|day| (1900..2200).contains(&day.year()))
    }
}

impl DateFormat {
    /// Writes a day as this format reads it.
    #[must_use]
    pub fn write(self, day: NaiveDate) -> String {
        let (year, month, day) = (
            format!("{:04}", day.year()),
            format!("{:02}", day.month()),
            format!("{:02}", day.day()),
        );
        let parts = match self.order {
            Order::YearFirst => [year, month, day],
            Order::DayFirst => [day, month, year],
            Order::MonthFirst => [month, day, year],
        };
        parts.join(&self.separator.map(String::from).unwrap_or_default())
    }
}

fn without_midnight(text: &str) -> &str {
    let (day, time) = match text.split_once([' ', 'T']) {
        Some(parts) => parts,
        None => return text,
    };
    let zeros = time.trim_end_matches('Z').chars().all(|c| matches!(c, '0' | ':' | '.'));
    if zeros && time.len() >= 4 { day } else { text }
}

fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && length.contains(&text.len()) { text.parse().ok() } else { None }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = match (self.order, self.separator) {
            (Order::YearFirst, _) => ["YYYY", "MM", "DD"],
            (Order::DayFirst, Some(_)) => ["D", "M", "YYYY"],
            (Order::MonthFirst, Some(_)) => ["M", "D", "YYYY"],
            (Order::DayFirst, None) => ["DD", "MM", "YYYY"],
            (Order::MonthFirst, None) => ["MM", "DD", "YYYY"],
        };
        f.write_str(&parts.join(&self.separator.map(String::from).unwrap_or_default()))
    }
}

impl FromStr for DateFormat {
    type Err = UnknownDateFormat;

    /// `YYYY-MM-DD`, `D/M/YYYY`; French letters too (`JJ/MM/AAAA`), in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_uppercase().replace('J', "D").replace('A', "Y");
        let separator = text.chars().find(|c| !c.is_ascii_alphabetic());
        if separator.is_some_and(|c| !matches!(c, '/' | '-' | '.')) {
            return Err(UnknownDateFormat);
        }
        let letters: String = match separator {
            Some(separator) => {
                let parts: Vec<&str> = text.split(separator).collect();
                let known = |part: &&str| matches!(*part, "D" | "DD" | "M" | "MM" | "YYYY");
                if parts.len() != 3 || !parts.iter().all(known) {
                    return Err(UnknownDateFormat);
                }
                parts.iter().filter_map(|part| part.chars().next()).collect()
            }
            None => match text.as_str() {
                "YYYYMMDD" => "YMD".to_owned(),
                "DDMMYYYY" => "DMY".to_owned(),
                "MMDDYYYY" => "MDY".to_owned(),
                _ => return Err(UnknownDateFormat),
            },
        };
        let order = match letters.as_str() {
            "YMD" => Order::YearFirst,
            "DMY" => Order::DayFirst,
            "MDY" => Order::MonthFirst,
            _ => return Err(UnknownDateFormat),
        };
        Ok(Self { order, separator })
    }
}

impl TryFrom<String> for DateFormat {
    type Error = UnknownDateFormat;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<DateFormat> for String {
    fn from(format: DateFormat) -> Self {
        format.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_written_in_letters_of_either_language() {
        for (text, shown) in [
            ("M/D/YYYY", Ok("M/D/YYYY")),
            ("mm/dd/yyyy", Ok("M/D/YYYY")),
            ("JJ/MM/AAAA", Ok("D/M/YYYY")),
            ("dd.mm.yyyy", Ok("D.M.YYYY")),
            ("YYYY-MM-DD", Ok("YYYY-MM-DD")),
            ("AAAAMMJJ", Ok("YYYYMMDD")),
            ("DDMMYYYY", Ok("DDMMYYYY")),
            ("DD/MM/YY", Err(UnknownDateFormat)),
            ("D/D/YYYY", Err(UnknownDateFormat)),
            ("YYYY-DD-MM", Err(UnknownDateFormat)),
            ("%d/%m/%Y", Err(UnknownDateFormat)),
            ("", Err(UnknownDateFormat)),
        ] {
            let read = text.parse::<DateFormat>().map(|format| format.to_string());
            assert_eq!(read.as_deref(), shown.as_ref().copied(), "{text}");
        }
    }

    #[test]
    fn a_day_is_read_only_as_its_format_says_and_only_when_it_exists() {
        for (format, text, day) in [
            ("M/D/YYYY", "1/15/2013", Some("2013-01-15")),
            ("M/D/YYYY", " 01/15/2013 ", Some("2013-01-15")),
            ("M/D/YYYY", "1/15/2013 0:00:00", Some("2013-01-15")),
            ("M/D/YYYY", "1/15/2013 10:00", None),
            ("M/D/YYYY", "15/1/2013", None),
            ("D/M/YYYY", "15/1/2013", Some("2013-01-15")),
            ("D/M/YYYY", "31/02/2013", None),
            ("D/M/YYYY", "15-1-2013", None),
            ("D/M/YYYY", "15/1/13", None),
            ("D/M/YYYY", "15/1/2013/", None),
            ("D/M/YYYY", "+5/1/2013", None),
            ("YYYY-MM-DD", "2013-01-15", Some("2013-01-15")),
            ("YYYY-MM-DD", "2013-01-15T00:00:00Z", Some("2013-01-15")),
            ("YYYY-MM-DD", "2013-02-29", None),
            ("YYYY-MM-DD", "2012-02-29", Some("2012-02-29")),
            ("YYYYMMDD", "20130115", Some("2013-01-15")),
            ("YYYYMMDD", "2013011", None),
            ("YYYYMMDD", "éééé", None),
            ("YYYY-MM-DD", "0013-01-15", None),
            ("YYYY-MM-DD", "9999-12-31", None),
        ] {
            let read = format.parse::<DateFormat>().unwrap().read(text);
            assert_eq!(read.map(|day| day.to_string()).as_deref(), day, "{format} {text}");
        }
    }

    #[test]
    fn a_day_is_written_as_it_is_read() {
        let day = NaiveDate::from_ymd_opt(2013, 2, 1).unwrap();
        for (format, text) in [
            ("YYYY-MM-DD", "2013-02-01"),
            ("D/M/YYYY", "01/02/2013"),
            ("M/D/YYYY", "02/01/2013"),
            ("DDMMYYYY", "01022013"),
        ] {
            let format: DateFormat = format.parse().unwrap();
            assert_eq!(format.write(day), text);
            assert_eq!(format.read(text), Some(day));
        }
    }
}
