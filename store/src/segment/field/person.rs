//! The people of a customer; whoever was deleted is none.

use domain::segment::{PersonField, Test};

use super::NEVER;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

pub(super) fn condition(
    field: PersonField,
    test: &Test,
    level: Level,
    values: &mut Values,
) -> String {
    let rows = Rows::of_person("party p join person_role r on r.party_id = p.id")
        .with("p.kind = 'person'")
        .with("p.deleted_at is null");
    match (field, test) {
        (PersonField::Role, Test::Choice(roles)) => {
            let roles = values.bind_all(roles.iter().map(String::as_str));
            rows.with(format!("r.role in ({roles})")).there(level)
        }
        (PersonField::Role, Test::Empty) => rows.not_there(),
        _ => NEVER.to_owned(),
    }
}
