//! Days, absolute and relative to the day of the question.

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::condition::Operator;

/// One end of a comparison: a day, or the day of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// This day.
    Day(NaiveDate),
    /// The day of the question.
    Today,
}

impl Edge {
    const fn on(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Today => today,
        }
    }
}

/// Days that are named from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpanName {
    /// Today.
    Today,
    /// The day before.
    Yesterday,
    /// From Monday of this week to Sunday.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// This month of the calendar.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// This quarter of the calendar.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// This year of the calendar.
    ThisYear,
    /// The year before.
    LastYear,
}

code_enum!(SpanName, UnknownSpan, "no name of some days": {
    Today => "today",
    Yesterday => "yesterday",
    ThisWeek => "this_week",
    LastWeek => "last_week",
    ThisMonth => "this_month",
    LastMonth => "last_month",
    ThisQuarter => "this_quarter",
    LastQuarter => "last_quarter",
    ThisYear => "this_year",
    LastYear => "last_year",
});

/// Some days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// The last days, today included: 1 is today.
    LastDays(u32),
    /// Days named from today.
    During(SpanName),
    /// From one day to another, both included.
    Between(NaiveDate, NaiveDate),
}

/// What is asked of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayTest {
    /// It is that day.
    On(Edge),
    /// It lies before.
    Before(Edge),
    /// It lies after.
    After(Edge),
    /// It lies more than so many days back.
    DaysAgo(u32),
    /// It lies in the next days, today included: 1 is today.
    NextDays(u32),
    /// It lies in these days.
    In(Span),
}

/// Days from the first to the last, both included; open where there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first one.
    pub from: Option<NaiveDate>,
    /// The last one.
    pub to: Option<NaiveDate>,
}

impl Days {
    const fn between(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from: Some(from), to: Some(to) }
    }
}

impl DayTest {
    pub(super) const fn operator(self) -> Operator {
        match self {
            Self::On(_) => Operator::On,
            Self::Before(_) => Operator::Before,
            Self::After(_) => Operator::After,
            Self::DaysAgo(_) => Operator::DaysAgo,
            Self::NextDays(_) => Operator::InNextDays,
            Self::In(Span::LastDays(_)) => Operator::InLastDays,
            Self::In(Span::During(_)) => Operator::During,
            Self::In(Span::Between(..)) => Operator::Between,
        }
    }

    /// The days that pass, asked on `today`.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Days {
        let until = |day: NaiveDate| Days { from: None, to: Some(day) };
        match self {
            Self::On(edge) => Days::between(edge.on(today), edge.on(today)),
            Self::Before(edge) => until(back(edge.on(today), 1)),
            Self::After(edge) => Days { from: Some(on(edge.on(today), 1)), to: None },
            Self::DaysAgo(days) => until(back(today, u64::from(days) + 1)),
            Self::NextDays(days) => Days::between(today, on(today, u64::from(days.max(1)) - 1)),
            Self::In(span) => span.days(today),
        }
    }
}

impl Span {
    /// The days that it names on `today`.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Days {
        match self {
            Self::LastDays(days) => Days::between(back(today, u64::from(days.max(1)) - 1), today),
            Self::Between(from, to) => Days::between(from, to),
            Self::During(name) => name.days(today),
        }
    }
}

impl SpanName {
    fn days(self, today: NaiveDate) -> Days {
        let monday = back(today, u64::from(today.weekday().num_days_from_monday()));
        let month = back(today, u64::from(today.day0()));
        let quarter = months_back(month, today.month0() % 3);
        let year = months_back(month, today.month0());
        // The days of `count` months from `first` on.
        let months = |first: NaiveDate, count: u32| {
            let next = first.checked_add_months(Months::new(count)).unwrap_or(NaiveDate::MAX);
            Days::between(first, back(next, 1))
        };
        match self {
            Self::Today => Days::between(today, today),
            Self::Yesterday => Days::between(back(today, 1), back(today, 1)),
            Self::ThisWeek => Days::between(monday, on(monday, 6)),
            Self::LastWeek => Days::between(back(monday, 7), back(monday, 1)),
            Self::ThisMonth => months(month, 1),
            Self::LastMonth => months(months_back(month, 1), 1),
            Self::ThisQuarter => months(quarter, 3),
            Self::LastQuarter => months(months_back(quarter, 3), 3),
            Self::ThisYear => months(year, 12),
            Self::LastYear => months(months_back(year, 12), 12),
        }
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Count::new(days)).unwrap_or(NaiveDate::MIN)
}

fn on(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Count::new(days)).unwrap_or(NaiveDate::MAX)
}

fn months_back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_from_the_day_of_the_question() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // A Tuesday.
        let today = day("2026-11-24");
        let during = |name: SpanName| DayTest::In(Span::During(name));
        for (test, from, to) in [
            (DayTest::In(Span::LastDays(1)), "2026-11-24", "2026-11-24"),
            (DayTest::In(Span::LastDays(30)), "2026-10-26", "2026-11-24"),
            (DayTest::On(Edge::Today), "2026-11-24", "2026-11-24"),
            (DayTest::Before(Edge::Today), "", "2026-11-23"),
            (DayTest::Before(Edge::Day(day("2026-03-01"))), "", "2026-02-28"),
            (DayTest::After(Edge::Today), "2026-11-25", ""),
            (DayTest::DaysAgo(30), "", "2026-10-24"),
            (DayTest::NextDays(1), "2026-11-24", "2026-11-24"),
            (DayTest::NextDays(30), "2026-11-24", "2026-12-23"),
            (during(SpanName::Yesterday), "2026-11-23", "2026-11-23"),
            (during(SpanName::ThisWeek), "2026-11-23", "2026-11-29"),
            (during(SpanName::LastWeek), "2026-11-16", "2026-11-22"),
            (during(SpanName::ThisMonth), "2026-11-01", "2026-11-30"),
            (during(SpanName::LastMonth), "2026-10-01", "2026-10-31"),
            (during(SpanName::ThisQuarter), "2026-10-01", "2026-12-31"),
            (during(SpanName::LastQuarter), "2026-07-01", "2026-09-30"),
            (during(SpanName::ThisYear), "2026-01-01", "2026-12-31"),
            (during(SpanName::LastYear), "2025-01-01", "2025-12-31"),
        ] {
            let days = test.days(today);
            let text = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
            assert_eq!((text(days.from).as_str(), text(days.to).as_str()), (from, to), "{test:?}");
        }
    }
}
