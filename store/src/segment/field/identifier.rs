//! The numbers by which the state knows a customer.

use domain::segment::{IdentifierField, Test};

use super::NEVER;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

pub(super) fn condition(
    field: IdentifierField,
    test: &Test,
    level: Level,
    values: &mut Values,
) -> String {
    let rows = Rows::of_party("identifier r");
    match (field, test) {
        (IdentifierField::Present, Test::Choice(kinds)) => {
            let kinds = values.bind_all(kinds.iter().map(String::as_str));
            rows.with(format!("r.kind in ({kinds})")).there(level)
        }
        (IdentifierField::Present, Test::Empty) => rows.not_there(),
        _ => NEVER.to_owned(),
    }
}
