//! What a file does not say is read off its own values, or asked for: a guess is made only when
//! every value agrees with it and no other reading is left.

use super::DateFormat;
use super::date_format::Order;
use crate::money::DecimalMark;

/// A value that shows why nothing can be guessed, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Line of the file.
    pub line: u64,
    /// The value, as written.
    pub value: String,
}

/// Why a format cannot be told from the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecided {
    /// Every value can be read in two ways, like this one.
    Ambiguous(Sample),
    /// These two can only be read in different ways.
    Mixed(Sample, Sample),
}

/// Counts in how many ways the dates of a file can be read.
#[derive(Debug, Default)]
pub struct DateGuess {
    year_first: Option<(Sample, DateFormat)>,
    day_first: Option<(Sample, DateFormat)>,
    month_first: Option<(Sample, DateFormat)>,
    either: Option<Sample>,
}

impl DateGuess {
    /// Takes one more value into account; what is no date in any format says nothing.
    pub fn see(&mut self, line: u64, text: &str) {
        let text = text.trim();
        let separator = text.chars().find(|c| matches!(c, '/' | '-' | '.'));
        let read = |order| DateFormat { order, separator }.read(text).is_some();
        let sample = || Sample { line, value: text.to_owned() };
        let known = |order| Some((sample(), DateFormat { order, separator }));
        match (read(Order::YearFirst), read(Order::DayFirst), read(Order::MonthFirst)) {
            (true, ..) if self.year_first.is_none() => self.year_first = known(Order::YearFirst),
            (false, true, true) if self.either.is_none() => self.either = Some(sample()),
            (false, true, false) if self.day_first.is_none() => {
                self.day_first = known(Order::DayFirst);
            }
            (false, false, true) if self.month_first.is_none() => {
                self.month_first = known(Order::MonthFirst);
            }
            _ => {}
        }
    }

    /// The one format in which the dates can be read; ISO 8601 when there is none to read.
    ///
    /// # Errors
    /// When they can be read in two ways, or need two.
    pub fn decide(self) -> Result<DateFormat, Undecided> {
        let mut certain = [self.year_first, self.day_first, self.month_first].into_iter().flatten();
        match (certain.next(), certain.next(), self.either) {
            (Some((one, _)), Some((other, _)), _) => Err(Undecided::Mixed(one, other)),
            (Some((one, format)), None, Some(other)) if format.order == Order::YearFirst => {
                Err(Undecided::Mixed(one, other))
            }
            (Some((_, format)), None, _) => Ok(format),
            (None, _, Some(sample)) => Err(Undecided::Ambiguous(sample)),
            (None, _, None) => Ok(DateFormat::ISO),
        }
    }
}

/// Counts which decimal marks the amounts of a file can have.
#[derive(Debug, Default)]
pub struct MarkGuess {
    comma: Option<Sample>,
    point: Option<Sample>,
    either: Option<Sample>,
}

impl MarkGuess {
    /// Takes one more value into account. `1,234` may be a thousand or one and a bit; `1 234,56`,
    /// `1,234.56` and `1,5` have one reading.
    pub fn see(&mut self, line: u64, text: &str) {
        let text = text.trim();
        let Some(last) = text.rfind([',', '.']) else { return };
        let (whole, fraction) = text.split_at(last);
        let mark = fraction.chars().next();
        let marks = text.matches([',', '.']).count();
        let same = text.chars().filter(|c| Some(*c) == mark).count();
        let grouped = fraction.len() == 4 && (1..=3).contains(&whole.trim_start_matches('-').len());
        let sample = || Some(Sample { line, value: text.to_owned() });
        // A mark that stands twice groups thousands: the decimal one is the other.
        let decimal = if same > 1 { mark.map(|c| if c == ',' { '.' } else { ',' }) } else { mark };
        let seen = if marks == 1 && grouped {
            &mut self.either
        } else if decimal == Some(',') {
            &mut self.comma
        } else {
            &mut self.point
        };
        if seen.is_none() {
            *seen = sample();
        }
    }

    /// The decimal mark. A file whose columns are parted by commas writes decimals with a point
    /// when its values leave it open.
    ///
    /// # Errors
    /// When the amounts can be read in two ways, or need two.
    pub fn decide(self, separator: u8) -> Result<DecimalMark, Undecided> {
        match (self.comma, self.point, self.either) {
            (Some(comma), Some(point), _) => Err(Undecided::Mixed(comma, point)),
            (Some(_), None, _) => Ok(DecimalMark::Comma),
            (None, None, Some(sample)) if separator != b',' => Err(Undecided::Ambiguous(sample)),
            (None, _, _) => Ok(DecimalMark::Point),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(line: u64, value: &str) -> Sample {
        Sample { line, value: value.to_owned() }
    }

    #[test]
    fn a_date_format_is_guessed_only_when_one_reading_is_left() {
        for (values, expected) in [
            (vec!["2013-02-01", "2013-02-25"], Ok("YYYY-MM-DD")),
            (vec!["1/2/2013", "25/2/2013"], Ok("D/M/YYYY")),
            (vec!["1/2/2013", "2/25/2013"], Ok("M/D/YYYY")),
            (vec!["01.02.2013", "25.02.2013", "soon", ""], Ok("D.M.YYYY")),
            (vec!["20130225"], Ok("YYYYMMDD")),
            (vec!["", "soon"], Ok("YYYY-MM-DD")),
            (vec!["30/02/2013", "25/2/2013"], Ok("D/M/YYYY")),
            (vec!["1/2/2013", "3/4/2013"], Err(Undecided::Ambiguous(sample(1, "1/2/2013")))),
            (
                vec!["1/2/2013", "25/2/2013", "2/25/2013"],
                Err(Undecided::Mixed(sample(2, "25/2/2013"), sample(3, "2/25/2013"))),
            ),
            (
                vec!["1/2/2013", "2013-02-25"],
                Err(Undecided::Mixed(sample(2, "2013-02-25"), sample(1, "1/2/2013"))),
            ),
        ] {
            let mut guess = DateGuess::default();
            for (line, value) in (1..).zip(&values) {
                guess.see(line, value);
            }
            let decided = guess.decide().map(|format| format.to_string());
            assert_eq!(decided, expected.map(str::to_owned), "{values:?}");
        }
    }

    #[test]
    fn a_decimal_mark_is_guessed_only_when_one_reading_is_left() {
        use DecimalMark::{Comma, Point};
        for (values, separator, expected) in [
            (vec!["10000,00", "1,234"], b';', Ok(Comma)),
            (vec!["55.94", "12"], b',', Ok(Point)),
            (vec!["1 234,5"], b';', Ok(Comma)),
            (vec!["1.234,56"], b';', Ok(Comma)),
            (vec!["1,234,567"], b';', Ok(Point)),
            (vec!["1.234.567"], b';', Ok(Comma)),
            (vec!["12", "a"], b';', Ok(Point)),
            (vec!["1,234"], b',', Ok(Point)),
            (vec!["1,234"], b';', Err(Undecided::Ambiguous(sample(1, "1,234")))),
            (vec!["1234,567", "12"], b';', Ok(Comma)),
            (vec!["1,5", "1.5"], b';', Err(Undecided::Mixed(sample(1, "1,5"), sample(2, "1.5")))),
        ] {
            let mut guess = MarkGuess::default();
            for (line, value) in (1..).zip(&values) {
                guess.see(line, value);
            }
            assert_eq!(guess.decide(separator), expected, "{values:?}");
        }
    }
}
