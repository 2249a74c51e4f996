//! What each field is in the tables: one file for each group, as in `domain::segment`.

mod customer;
mod identifier;
mod invoice;
mod message;
mod own;
mod payment;
mod person;
mod place;
mod reach;
mod tag;

use domain::segment::{Condition, Field, Test, TextTest};

use super::compile::Question;
use super::rows::{Level, Rows};
use super::statement::{Values, holding};

/// A condition that nobody passes: also what a test of another type than its field's becomes, which
/// the reading of a tree refuses.
pub(super) const NEVER: &str = "1 = 0";

/// A condition that everybody passes.
pub(super) const ALWAYS: &str = "1 = 1";

/// A condition on the rows `c` of `customer`. It is true or false for each, never null.
pub(super) fn condition(
    question: &Question,
    condition: &Condition,
    level: Level,
    values: &mut Values,
) -> String {
    let (test, over) = (&condition.test, condition.over.map(|span| span.days(question.today)));
    match &condition.field {
        Field::Customer(field) => customer::condition(question, *field, test, level, values),
        Field::Identifier(field) => identifier::condition(*field, test, level, values),
        Field::Person(field) => person::condition(*field, test, level, values),
        Field::Place(field) => place::condition(question, *field, test, level, values),
        Field::Reach(field) => reach::condition(*field, test, level),
        Field::Invoice(field) => invoice::condition(question, *field, test, over, level, values),
        Field::Payment(field) => payment::condition(question, *field, test, over, level, values),
        Field::Message(field) => message::condition(question, *field, test, over, level, values),
        Field::Tag(field) => tag::condition(*field, test, level, values),
        Field::Own(field) => own::condition(question, field, test, level, values),
    }
}

/// A yes or no by a row that is there or not.
fn flag(rows: &Rows, test: &Test, level: Level) -> String {
    match test {
        Test::Flag(true) => rows.there(level),
        Test::Flag(false) => rows.not_there(),
        _ => NEVER.to_owned(),
    }
}

/// That a column in byte order passes, its values written by `key`.
fn words(
    column: &str,
    test: &TextTest,
    key: impl Fn(&str) -> String,
    values: &mut Values,
) -> String {
    match test {
        TextTest::OneOf(texts) => {
            format!("{column} in ({})", values.bind_all(texts.iter().map(|text| key(text))))
        }
        TextTest::Contains(text) => {
            format!("{column} like {} escape '\\'", values.bind(holding(&key(text))))
        }
        TextTest::BeginsWith(text) => {
            let first = key(text);
            let last = format!("{first}{}", char::MAX);
            let (first, last) = (values.bind(first), values.bind(last));
            format!("({column} >= {first} and {column} < {last})")
        }
    }
}
