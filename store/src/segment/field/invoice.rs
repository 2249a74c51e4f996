//! What a customer was invoiced and owes.

use chrono::{NaiveDate, TimeDelta};
use domain::segment::{Days, InvoiceField, NumberTest, Test};

use super::NEVER;
use crate::segment::compile::Question;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

const ISSUED: &str = "r.issued_on";

pub(super) fn condition(
    question: &Question,
    field: InvoiceField,
    test: &Test,
    over: Option<Days>,
    level: Level,
    values: &mut Values,
) -> String {
    let mut rows = Rows::of_customer("invoice r");
    if let Some(days) = over {
        rows = rows.with(Question::in_days(ISSUED, days, values));
    }
    match (field, test) {
        (InvoiceField::Count, Test::Number(test)) => {
            rows.measured("count(*)", *test, level, values)
        }
        (InvoiceField::Total, Test::Money(currency, test)) => {
            let rows = rows.with(format!("r.currency = {}", values.bind(currency.code())));
            rows.measured("sum(r.amount)", *test, level, values)
        }
        (InvoiceField::Open | InvoiceField::Overdue, Test::Money(currency, test)) => {
            let overdue = field == InvoiceField::Overdue;
            owed(question, overdue, currency.code(), *test, level, values)
        }
        (InvoiceField::Last, Test::Day(test)) => {
            rows.last(ISSUED, test.days(question.today), level, values, Question::in_days)
        }
        (InvoiceField::DaysSinceLast, Test::Number(test)) => {
            rows.last(ISSUED, since(question.today, *test), level, values, Question::in_days)
        }
        (InvoiceField::Last | InvoiceField::DaysSinceLast, Test::Empty) => rows.not_there(),
        _ => NEVER.to_owned(),
    }
}

/// What is owed today, by the rule of [`domain::invoice::residual`].
fn owed(
    question: &Question,
    overdue: bool,
    currency: &str,
    test: NumberTest,
    level: Level,
    values: &mut Values,
) -> String {
    let today = values.bind(question.today);
    let currency = values.bind(currency);
    // The open lines have an index of their own; the others are looked at only when there are some.
    let open = if question.settled_later {
        format!("(r.settled_on is null or r.settled_on > {today})")
    } else {
        "r.settled_on is null".to_owned()
    };
    let due = if overdue {
        // Due past means issued past.
        format!("r.due_on < {today}")
    } else {
        let issued = "(select i.issued_on from invoice i where i.id = r.invoice_id)";
        format!("(r.due_on <= {today} or {issued} <= {today})")
    };
    let residual = format!(
        "sum(r.amount - coalesce((
           select sum(case when a.reverses is null then a.amount else -a.amount end)
           from allocation a where a.due_line_id = r.id and a.effective_on <= {today}), 0))"
    );
    Rows::of_customer("due_line r")
        .with(open)
        .with(format!("r.currency = {currency}"))
        .with(due)
        .few()
        .measured(&residual, test, level, values)
}

/// The last day, from the days that have passed since.
fn since(today: NaiveDate, test: NumberTest) -> Days {
    let back = |days: i64| {
        let days = days.clamp(-1_000_000, 1_000_000);
        let limit = if days < 0 { NaiveDate::MAX } else { NaiveDate::MIN };
        today.checked_sub_signed(TimeDelta::days(days)).unwrap_or(limit)
    };
    match test {
        NumberTest::Equals(days) => Days { from: Some(back(days)), to: Some(back(days)) },
        NumberTest::GreaterThan(days) => {
            Days { from: None, to: Some(back(days.saturating_add(1))) }
        }
        NumberTest::LessThan(days) => Days { from: Some(back(days.saturating_sub(1))), to: None },
        NumberTest::Between(low, high) => Days { from: Some(back(high)), to: Some(back(low)) },
    }
}
