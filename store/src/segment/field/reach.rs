//! How a customer can be reached: what is not known to fail.

use domain::segment::{ReachField, Test};

use super::flag;
use crate::segment::rows::{Level, Rows};
use crate::segment::statement::Values;

/// The contact points of parties.
const POINTS: &str = "party_contact_point r join contact_point p on p.id = r.contact_point_id";

pub(super) fn condition(
    field: ReachField,
    test: &Test,
    level: Level,
    values: &mut Values,
) -> String {
    let working = |kind: &str| {
        Rows::of_party(POINTS).with(format!("p.kind = '{kind}'")).with("p.invalid_since is null")
    };
    let rows = match field {
        ReachField::Email => working("email"),
        ReachField::Phone => working("phone"),
        ReachField::Post => Rows::of_party("address r"),
        ReachField::Invalid => Rows::of_party(POINTS).with("p.invalid_since is not null").few(),
    };
    flag(&rows, test, level, values)
}
