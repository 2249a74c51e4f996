//! The fields that the firm defined: a row for each value that a customer has.

use domain::fold::fold;
use domain::segment::{OwnField, Test, TextTest};

use super::{NEVER, words};
use crate::segment::compile::Question;
use crate::segment::rows::{Level, Rows, number};
use crate::segment::statement::Values;

pub(super) fn condition(
    question: &Question,
    field: &OwnField,
    test: &Test,
    level: Level,
    values: &mut Values,
) -> String {
    let of_field = format!("r.field_id = {}", values.bind(field.id().0));
    let rows = Rows::of_customer("custom_value r").with(of_field);
    let (passes, few) = match test {
        Test::Text(text) => {
            // A text within a value is found by reading them all.
            let few = !matches!(text, TextTest::Contains(_));
            (words("r.text_key", text, fold, values), few)
        }
        Test::Choice(codes) => {
            let codes = values.bind_all(codes.iter().map(String::as_str));
            (format!("r.text_key in ({codes})"), true)
        }
        Test::Flag(yes) => (format!("r.boolean_value = {}", values.bind(*yes)), false),
        Test::Decimal(test) => (number("r.number_value", *test, values), true),
        Test::Day(day) => {
            (Question::in_days("r.date_value", day.days(question.today), values), true)
        }
        Test::Empty => return rows.not_there(),
        Test::Number(_) | Test::Money(..) => return NEVER.to_owned(),
    };
    let rows = rows.with(passes);
    let rows = if few { rows.few() } else { rows };
    rows.there(level)
}
