//! The customer itself: its own row, and that of its party.

use domain::customer::Reference;
use domain::fold::fold;
use domain::segment::{CustomerField, Test, TextTest};
use uuid::Uuid;

use super::{NEVER, flag, words};
use crate::segment::compile::Question;
use crate::segment::rows::{Level, Rows, number};
use crate::segment::statement::Values;

pub(super) fn condition(
    question: &Question,
    field: CustomerField,
    test: &Test,
    level: Level,
    values: &mut Values,
) -> String {
    match (field, test) {
        (CustomerField::Name, Test::Text(text)) => {
            let named = words("r.name_folded", text, fold, values);
            let rows = Rows::party().with(named);
            // A text within a name is found by reading them all.
            let rows = if matches!(text, TextTest::Contains(_)) { rows } else { rows.few() };
            rows.there(level)
        }
        (CustomerField::Reference, Test::Text(text)) => {
            let key = |text: &str| {
                let parsed = Reference::parse(text).map(|reference| reference.key());
                parsed.unwrap_or_else(|_| text.to_lowercase())
            };
            words("c.reference_key", text, key, values)
        }
        (CustomerField::LegalClass, Test::Choice(codes)) => {
            format!("c.legal_class in ({})", values.bind_all(codes.iter().map(String::as_str)))
        }
        (CustomerField::Language, Test::Choice(codes)) => {
            let spoken =
                format!("r.language in ({})", values.bind_all(codes.iter().map(String::as_str)));
            Rows::party().with(spoken).there(level)
        }
        (CustomerField::Language, Test::Empty) => {
            Rows::party().with("r.language is null").there(level)
        }
        (CustomerField::Created, Test::Day(day)) => {
            question.at_days("c.created_at", day.days(question.today), values)
        }
        (CustomerField::Owner, Test::Choice(users)) => {
            let users = ids(users, values);
            let rows = Rows::of_customer("customer_owner r");
            rows.with(format!("r.user_id in ({users})")).few().there(level)
        }
        (CustomerField::Owner, Test::Empty) => Rows::of_customer("customer_owner r").not_there(),
        (CustomerField::Procedure, Test::Choice(procedures)) => {
            let procedures = ids(procedures, values);
            format!("(c.procedure_id is not null and c.procedure_id in ({procedures}))")
        }
        (CustomerField::Procedure, Test::Empty) => "c.procedure_id is null".to_owned(),
        (CustomerField::Currency, Test::Choice(codes)) => {
            format!("c.currency in ({})", values.bind_all(codes.iter().map(String::as_str)))
        }
        (CustomerField::PaymentTerms, Test::Text(text)) => {
            let passing = question.payment_terms.passing(text);
            if passing.is_empty() {
                return NEVER.to_owned();
            }
            let list = values.bind_texts(&passing);
            format!("(c.payment_terms is not null and c.payment_terms in ({list}))")
        }
        (CustomerField::PaymentTerms, Test::Empty) => "c.payment_terms is null".to_owned(),
        (CustomerField::CreditLimit, Test::Money(currency, limit)) => {
            let currency = values.bind(currency.code());
            let limit = number("c.credit_limit", *limit, values);
            format!("(c.credit_limit is not null and c.currency = {currency} and {limit})")
        }
        (CustomerField::CreditLimit, Test::Empty) => "c.credit_limit is null".to_owned(),
        (CustomerField::RemindersActive, Test::Flag(active)) => {
            format!("c.dunning_active = {}", values.bind(*active))
        }
        (CustomerField::Restricted, test) => {
            let rows = Rows::party().with("r.restricted_at is not null").few();
            flag(&rows, test, level)
        }
        _ => NEVER.to_owned(),
    }
}

/// The places of ids in the text; a tree that was read holds none but ids.
fn ids(codes: &[String], values: &mut Values) -> String {
    values.bind_all(codes.iter().filter_map(|code| Uuid::parse_str(code).ok()))
}
