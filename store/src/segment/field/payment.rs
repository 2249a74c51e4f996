//! What a customer paid; a payment that bounced is none.

use domain::segment::{Days, PaymentField, Test};

use super::NEVER;
use crate::segment::compile::Question;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

const RECEIVED: &str = "r.received_on";

pub(super) fn condition(
    question: &Question,
    field: PaymentField,
    test: &Test,
    over: Option<Days>,
    level: Level,
    values: &mut Values,
) -> String {
    let mut rows = Rows::of_customer("payment r").with("r.bounced_on is null");
    if let Some(days) = over {
        rows = rows.with(Question::in_days(RECEIVED, days, values));
    }
    match (field, test) {
        (PaymentField::Last, Test::Day(test)) => {
            rows.last(RECEIVED, test.days(question.today), level, values, Question::in_days)
        }
        (PaymentField::Last, Test::Empty) => rows.not_there(),
        (PaymentField::Total, Test::Money(currency, test)) => {
            let rows = rows.with(format!("r.currency = {}", values.bind(currency.code())));
            rows.measured("sum(r.amount)", *test, level, values)
        }
        _ => NEVER.to_owned(),
    }
}
