//! One condition: a field, and what is asked of it.

use super::day::{DayTest, Span};
use super::field::Field;
use crate::money::Currency;

/// What is asked of a field, as it is named in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// Is this value.
    Equals,
    /// Is one of these values.
    OneOf,
    /// Holds these letters.
    Contains,
    /// Begins with these letters.
    BeginsWith,
    /// Is more than.
    GreaterThan,
    /// Is less than.
    LessThan,
    /// Lies between two values, both included.
    Between,
    /// Is that day.
    On,
    /// Lies before a day.
    Before,
    /// Lies after a day.
    After,
    /// Lies in the last days, today included.
    InLastDays,
    /// Lies in the next days, today included.
    InNextDays,
    /// Lies more than so many days back.
    DaysAgo,
    /// Lies in a month, a quarter, a year named from today.
    During,
    /// Is not there.
    IsEmpty,
}

code_enum!(Operator, UnknownOperator, "no operator of a condition": {
    Equals => "equals",
    OneOf => "one_of",
    Contains => "contains",
    BeginsWith => "begins_with",
    GreaterThan => "greater_than",
    LessThan => "less_than",
    Between => "between",
    On => "on",
    Before => "before",
    After => "after",
    InLastDays => "in_last_days",
    InNextDays => "in_next_days",
    DaysAgo => "more_than_days_ago",
    During => "during",
    IsEmpty => "is_empty",
});

/// What is asked of words. They are compared folded ([`crate::fold`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextTest {
    /// It is one of these.
    OneOf(Vec<String>),
    /// It holds these letters.
    Contains(String),
    /// It begins with these letters.
    BeginsWith(String),
}

/// What is asked of a number, of the ten-thousandths of a decimal, or of the minor units of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberTest {
    /// It is this one.
    Equals(i64),
    /// It is above this one.
    GreaterThan(i64),
    /// It is below this one.
    LessThan(i64),
    /// It lies between these, both included.
    Between(i64, i64),
}

impl NumberTest {
    /// Whether `number` passes: asked of 0 for a customer without any row.
    #[must_use]
    pub const fn holds(self, number: i64) -> bool {
        match self {
            Self::Equals(value) => number == value,
            Self::GreaterThan(value) => number > value,
            Self::LessThan(value) => number < value,
            Self::Between(low, high) => low <= number && number <= high,
        }
    }
}

/// What is asked of a field, by its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Of words.
    Text(TextTest),
    /// Of a code: it is one of these.
    Choice(Vec<String>),
    /// Of a yes or no.
    Flag(bool),
    /// Of a number.
    Number(NumberTest),
    /// Of a number with decimals, in ten-thousandths.
    Decimal(NumberTest),
    /// Of an amount, in minor units of a currency; what is in another one does not count.
    Money(Currency, NumberTest),
    /// Of a day.
    Day(DayTest),
    /// That it is not there.
    Empty,
}

/// A field and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The field.
    pub field: Field,
    /// What is asked.
    pub test: Test,
    /// The days over which it is counted; all of them when absent.
    pub over: Option<Span>,
}

impl Condition {
    /// The operator, as JSON names it.
    #[must_use]
    pub fn operator(&self) -> Operator {
        use Operator as O;
        match &self.test {
            Test::Text(TextTest::OneOf(values)) if values.len() == 1 => O::Equals,
            Test::Choice(values) if values.len() == 1 => O::Equals,
            Test::Text(TextTest::OneOf(_)) | Test::Choice(_) => O::OneOf,
            Test::Text(TextTest::Contains(_)) => O::Contains,
            Test::Text(TextTest::BeginsWith(_)) => O::BeginsWith,
            Test::Flag(_) => O::Equals,
            Test::Number(test) | Test::Decimal(test) | Test::Money(_, test) => match test {
                NumberTest::Equals(_) => O::Equals,
                NumberTest::GreaterThan(_) => O::GreaterThan,
                NumberTest::LessThan(_) => O::LessThan,
                NumberTest::Between(..) => O::Between,
            },
            Test::Day(test) => test.operator(),
            Test::Empty => O::IsEmpty,
        }
    }
}
