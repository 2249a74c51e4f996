//! The values of a condition, each by the type of its field.

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;

use super::Reader;
use crate::customer::{CustomFieldKind, CustomValue};
use crate::fold::fold;
use crate::money::Currency;
use crate::segment::condition::{NumberTest, Operator, Test, TextTest};
use crate::segment::day::{DayTest, Edge, Span};
use crate::segment::fault::TreeFaultKind;
use crate::segment::field::{Field, Kind};

/// The most values of a list.
const MOST_VALUES: usize = 100;

/// The longest text, in characters.
const LONGEST_TEXT: usize = 200;

/// The most days back or ahead: a hundred years.
const MOST_DAYS: u64 = 36_525;

impl Reader<'_> {
    pub(super) fn test(
        &mut self,
        json: Option<&Value>,
        field: &Field,
        operator: Operator,
        at: &str,
    ) -> Option<Test> {
        let given = json.filter(|json| !json.is_null());
        if operator == Operator::IsEmpty {
            if given.is_some() {
                self.fault(at, TreeFaultKind::ValueNotTaken);
                return None;
            }
            return Some(Test::Empty);
        }
        let Some(json) = given else {
            self.fault(at, TreeFaultKind::ValueMissing);
            return None;
        };
        let wrong = &TreeFaultKind::WrongType(field.clone(), operator);
        match field.spec().kind {
            Kind::Text => self.text(json, operator, at, wrong).map(Test::Text),
            Kind::Choice => {
                let values = self.list(json, operator, at, wrong)?;
                let choices = field.choices();
                let read: Vec<_> = values
                    .into_iter()
                    .map(|(at, text)| {
                        let known = choices.contains(&text.as_str());
                        if !known {
                            self.fault(&at, TreeFaultKind::UnknownChoice(field.clone()));
                        }
                        known.then_some(text)
                    })
                    .collect();
                read.into_iter().collect::<Option<_>>().map(Test::Choice)
            }
            Kind::Flag => self.or_fault(json.as_bool(), at, wrong).map(Test::Flag),
            Kind::Number => self
                .numbers(json, operator, at, wrong, |json| Some((json.as_i64()?, ())))
                .map(|(test, ())| Test::Number(test)),
            Kind::Decimal => self
                .numbers(json, operator, at, wrong, |json| Some((decimal(json)?, ())))
                .map(|(test, ())| Test::Decimal(test)),
            Kind::Money => self
                .numbers(json, operator, at, wrong, money)
                .map(|(test, currency)| Test::Money(currency, test)),
            Kind::Day => self.day(json, operator, at, wrong).map(Test::Day),
            Kind::Id => self.codes(json, operator, at, wrong, id).map(Test::Choice),
            Kind::Currency => self.codes(json, operator, at, wrong, currency).map(Test::Choice),
        }
    }

    fn or_fault<T>(&mut self, read: Option<T>, at: &str, kind: &TreeFaultKind) -> Option<T> {
        if read.is_none() {
            self.fault(at, kind.clone());
        }
        read
    }

    /// Codes that are not known beforehand, each as `read` understands it.
    fn codes(
        &mut self,
        json: &Value,
        operator: Operator,
        at: &str,
        wrong: &TreeFaultKind,
        read: fn(&str) -> Option<String>,
    ) -> Option<Vec<String>> {
        let values = self.list(json, operator, at, wrong)?;
        let codes: Vec<_> =
            values.into_iter().map(|(at, text)| self.or_fault(read(&text), &at, wrong)).collect();
        codes.into_iter().collect()
    }

    fn text(
        &mut self,
        json: &Value,
        operator: Operator,
        at: &str,
        wrong: &TreeFaultKind,
    ) -> Option<TextTest> {
        let texts = self.list(json, operator, at, wrong)?;
        // What folds to nothing is held by every text.
        if let Some((at, _)) = texts.iter().find(|(_, text)| fold(text).is_empty()) {
            self.fault(at, TreeFaultKind::Empty);
            return None;
        }
        let mut texts = texts.into_iter().map(|(_, text)| text.trim().to_owned());
        match operator {
            Operator::Contains => texts.next().map(TextTest::Contains),
            Operator::BeginsWith => texts.next().map(TextTest::BeginsWith),
            _ => Some(TextTest::OneOf(texts.collect())),
        }
    }

    /// The texts of a list when the operator takes one, else the one text, each with its place.
    fn list(
        &mut self,
        json: &Value,
        operator: Operator,
        at: &str,
        wrong: &TreeFaultKind,
    ) -> Option<Vec<(String, String)>> {
        let items: Vec<(String, &Value)> = match json {
            Value::Array(items) if operator == Operator::OneOf => (0..)
                .zip(items)
                .map(|(index, item): (usize, _)| (format!("{at}/{index}"), item))
                .collect(),
            _ if operator == Operator::OneOf => {
                self.fault(at, wrong.clone());
                return None;
            }
            one => vec![(at.to_owned(), one)],
        };
        if items.is_empty() {
            self.fault(at, TreeFaultKind::Empty);
            return None;
        }
        if items.len() > MOST_VALUES {
            self.fault(at, TreeFaultKind::TooLong);
            return None;
        }
        let read: Vec<_> = items
            .into_iter()
            .map(|(at, item)| {
                let text = self.or_fault(item.as_str(), &at, wrong)?;
                if text.chars().count() > LONGEST_TEXT {
                    self.fault(&at, TreeFaultKind::TooLong);
                    return None;
                }
                Some((at, text.to_owned()))
            })
            .collect();
        read.into_iter().collect()
    }

    fn numbers<U: PartialEq + Copy>(
        &mut self,
        json: &Value,
        operator: Operator,
        at: &str,
        wrong: &TreeFaultKind,
        read: impl Fn(&Value) -> Option<(i64, U)>,
    ) -> Option<(NumberTest, U)> {
        if operator != Operator::Between {
            let (number, unit) = self.or_fault(read(json), at, wrong)?;
            let test = match operator {
                Operator::GreaterThan => NumberTest::GreaterThan(number),
                Operator::LessThan => NumberTest::LessThan(number),
                _ => NumberTest::Equals(number),
            };
            return Some((test, unit));
        }
        let ((low, unit), (high, other)) = self.pair(json, at, wrong, read)?;
        if unit != other {
            self.fault(at, TreeFaultKind::TwoCurrencies);
            return None;
        }
        if low > high {
            self.fault(at, TreeFaultKind::Backwards);
            return None;
        }
        Some((NumberTest::Between(low, high), unit))
    }

    /// The two values of a list of two.
    fn pair<T>(
        &mut self,
        json: &Value,
        at: &str,
        wrong: &TreeFaultKind,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<(T, T)> {
        let pair = match json.as_array().map(Vec::as_slice) {
            Some([first, second]) => read(first).zip(read(second)),
            _ => None,
        };
        self.or_fault(pair, at, wrong)
    }

    fn day(
        &mut self,
        json: &Value,
        operator: Operator,
        at: &str,
        wrong: &TreeFaultKind,
    ) -> Option<DayTest> {
        let edge = |json: &Value| match json.as_str()? {
            "today" => Some(Edge::Today),
            _ => day(json).map(Edge::Day),
        };
        let read = match operator {
            Operator::On => edge(json).map(DayTest::On),
            Operator::Before => edge(json).map(DayTest::Before),
            Operator::After => edge(json).map(DayTest::After),
            Operator::DaysAgo => days(json, 0).map(DayTest::DaysAgo),
            Operator::InNextDays => days(json, 1).map(DayTest::NextDays),
            Operator::InLastDays => days(json, 1).map(|days| DayTest::In(Span::LastDays(days))),
            Operator::During => named(json).map(DayTest::In),
            _ => {
                let (from, to) = self.pair(json, at, wrong, day)?;
                if from > to {
                    self.fault(at, TreeFaultKind::Backwards);
                    return None;
                }
                Some(DayTest::In(Span::Between(from, to)))
            }
        };
        self.or_fault(read, at, wrong)
    }

    /// The days over which a field is counted.
    pub(super) fn over(&mut self, json: &Value, field: &Field, at: &str) -> Option<Span> {
        if !field.spec().spans {
            self.fault(at, TreeFaultKind::SpanNotTaken(field.clone()));
            return None;
        }
        let Some(names) = json.as_object() else {
            self.fault(at, TreeFaultKind::WrongSpan);
            return None;
        };
        let read = match names.len() {
            1 => names
                .get("last_days")
                .and_then(|json| days(json, 1).map(Span::LastDays))
                .or_else(|| names.get("during").and_then(named)),
            2 => {
                let ends = names.get("from").and_then(day).zip(names.get("to").and_then(day));
                ends.filter(|(from, to)| from <= to).map(|(from, to)| Span::Between(from, to))
            }
            _ => None,
        };
        self.or_fault(read, at, &TreeFaultKind::WrongSpan)
    }
}

/// A decimal as a field of the firm takes it, in ten-thousandths.
fn decimal(json: &Value) -> Option<i64> {
    match CustomValue::read(CustomFieldKind::Number, json) {
        Ok(CustomValue::Number(number)) => Some(number),
        _ => None,
    }
}

/// An id as it is written everywhere.
fn id(text: &str) -> Option<String> {
    Uuid::parse_str(text).ok().map(|id| id.to_string())
}

/// The code of a currency as ISO 4217 writes it.
fn currency(text: &str) -> Option<String> {
    let currency: Currency = text.parse().ok()?;
    (currency.code() == text).then(|| text.to_owned())
}

fn money(json: &Value) -> Option<(i64, Currency)> {
    let names = json.as_object().filter(|names| names.len() == 2)?;
    let code = names.get("currency")?.as_str()?;
    let currency: Currency = code.parse().ok()?;
    // The code as ISO 4217 writes it.
    (currency.code() == code).then_some((names.get("amount")?.as_i64()?, currency))
}

fn day(json: &Value) -> Option<NaiveDate> {
    let text = json.as_str()?;
    // chrono takes 2026-1-2 and signs, too.
    let plain = text.len() == 10 && text.starts_with(|c: char| c.is_ascii_digit());
    if plain { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

fn days(json: &Value, least: u64) -> Option<u32> {
    let days = json.as_u64().filter(|days| (least..=MOST_DAYS).contains(days))?;
    u32::try_from(days).ok()
}

fn named(json: &Value) -> Option<Span> {
    json.as_str()?.parse().ok().map(Span::During)
}
