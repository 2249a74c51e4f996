//! Where a customer is: any of its addresses counts.

use domain::customer::Country;
use domain::segment::{PlaceField, Test, TextTest};

use super::NEVER;
use crate::department::has_postal_code;
use crate::segment::compile::Question;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::{Values, holding};

pub(super) fn condition(
    question: &Question,
    field: PlaceField,
    test: &Test,
    level: Level,
    values: &mut Values,
) -> String {
    let rows = Rows::of_party("address r");
    match (field, test) {
        (PlaceField::Country, Test::Choice(codes)) => {
            let named =
                format!("r.country in ({})", values.bind_all(codes.iter().map(String::as_str)));
            rows.with(named).there(level)
        }
        (PlaceField::Country, Test::Empty) => rows.not_there(),
        (PlaceField::Department, Test::Choice(departments)) => {
            let inland = Country::all().filter(|country| country.is_inland());
            let inland = values.bind_all(inland.map(Country::code));
            let any =
                departments.iter().map(|code| has_postal_code(code, |text| values.bind(text)));
            let any: Vec<_> = any.collect();
            rows.with(format!("r.country in ({inland})"))
                .with(format!("({})", any.join(" or ")))
                .few()
                .there(level)
        }
        (PlaceField::PostalCode, Test::Text(text)) => {
            rows.with(postal_code(text, values)).few().there(level)
        }
        (PlaceField::City, Test::Text(text)) => {
            let passing = question.cities.passing(text);
            if passing.is_empty() {
                return NEVER.to_owned();
            }
            let list = values.bind_texts(&passing);
            rows.with(format!("r.city in ({list})")).few().there(level)
        }
        _ => NEVER.to_owned(),
    }
}

/// That a postal code passes. The two first signs are said apart: an index has them.
fn postal_code(test: &TextTest, values: &mut Values) -> String {
    let code = |text: &str| text.trim().to_uppercase();
    let two = |code: &str| code.chars().take(2).collect::<String>();
    match test {
        TextTest::OneOf(texts) => {
            let codes: Vec<_> = texts.iter().map(|text| code(text)).collect();
            let twos = values.bind_all(codes.iter().map(|code| two(code)));
            let codes = values.bind_all(codes);
            format!("(substr(r.postal_code, 1, 2) in ({twos}) and r.postal_code in ({codes}))")
        }
        TextTest::BeginsWith(text) => {
            let code = code(text);
            let length = code.chars().count();
            let begins = |length: usize, with: String, values: &mut Values| {
                format!("substr(r.postal_code, 1, {length}) = {}", values.bind(with))
            };
            if length <= 2 {
                return begins(length, code, values);
            }
            let two = begins(2, two(&code), values);
            format!("({two} and {})", begins(length, code, values))
        }
        TextTest::Contains(text) => {
            format!("r.postal_code like {} escape '\\'", values.bind(holding(&code(text))))
        }
    }
}
