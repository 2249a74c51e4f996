//! How a customer can be reached: what is not known to fail.

use domain::segment::{ReachField, Test};

use super::flag;
use crate::segment::rows::{Level, Rows};

pub(super) fn condition(field: ReachField, test: &Test, level: Level) -> String {
    let working = |kind: &str| {
        // Asked of each link, so that the search never begins with all the points of a kind.
        Rows::of_party("party_contact_point r").with(format!(
            "exists (select 1 from contact_point p where p.id = r.contact_point_id
               and p.kind = '{kind}' and p.invalid_since is null)"
        ))
    };
    let rows = match field {
        ReachField::Email => working("email"),
        ReachField::Phone => working("phone"),
        ReachField::Post => Rows::of_party("address r").with("r.invalid_since is null"),
        ReachField::Invalid => {
            let points = "party_contact_point r join contact_point p on p.id = r.contact_point_id";
            Rows::of_party(points).with("p.invalid_since is not null").few()
        }
    };
    flag(&rows, test, level)
}
