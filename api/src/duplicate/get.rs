//! `GET /duplicates/{id}`

use domain::id::DuplicatePairId;

use super::PairView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a pair of parties that may be one.
#[utoipa::path(get, path = "/duplicates/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<DuplicatePairId>,
) -> Result<Found<PairView>, Problem> {
    Ok(Found(store::duplicate::get(may.db().read(), *id).await?.into()))
}
