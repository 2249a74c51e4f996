//! What the firm stuck on a customer: any of its tags counts.

use domain::fold::fold;
use domain::segment::{TagField, Test, TextTest};

use super::{NEVER, words};
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

pub(super) fn condition(field: TagField, test: &Test, level: Level, values: &mut Values) -> String {
    let rows = Rows::of_customer("customer_tag r");
    match (field, test) {
        (TagField::Name, Test::Text(text)) => {
            let rows = rows.with(words("r.tag_key", text, fold, values));
            // A text within a tag is found by reading them all.
            let rows = if matches!(text, TextTest::Contains(_)) { rows } else { rows.few() };
            rows.there(level)
        }
        (TagField::Name, Test::Empty) => rows.not_there(),
        _ => NEVER.to_owned(),
    }
}
