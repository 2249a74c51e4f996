//! `GET /contact-points/{id}`

use domain::id::ContactPointId;

use super::SharedContactPointView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a contact point.
#[utoipa::path(get, path = "/contact-points/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<ContactPointId>,
) -> Result<Found<SharedContactPointView>, Problem> {
    Ok(Found(store::contact_point::get(may.db(), *id).await?.into()))
}
