//! What a customer was sent.

use domain::segment::{Days, MessageField, Test};

use super::NEVER;
use crate::segment::compile::Question;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

pub(super) fn condition(
    question: &Question,
    field: MessageField,
    test: &Test,
    over: Option<Days>,
    level: Level,
    values: &mut Values,
) -> String {
    let rows = Rows::of_party("message r");
    let accepted = || rows.clone().with("r.state = 'accepted'").with("r.settled_at is not null");
    match (field, test) {
        (MessageField::Last, Test::Day(test)) => {
            let days = test.days(question.today);
            accepted().last("r.settled_at", days, level, values, |expression, days, values| {
                question.at_days(expression, days, values)
            })
        }
        (MessageField::Last, Test::Empty) => accepted().not_there(),
        (MessageField::State, Test::Choice(codes)) => {
            let stands =
                format!("r.state in ({})", values.bind_all(codes.iter().map(String::as_str)));
            rows.with(stands).there(level)
        }
        (MessageField::Count, Test::Number(test)) => {
            let rows = match over {
                Some(days) => rows.with(question.at_days("r.created_at", days, values)),
                None => rows,
            };
            rows.measured("count(*)", *test, level, values)
        }
        _ => NEVER.to_owned(),
    }
}
