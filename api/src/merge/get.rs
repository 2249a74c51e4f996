//! `GET /merges/{id}`

use domain::id::MergeId;

use super::MergeView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a merge.
#[utoipa::path(get, path = "/merges/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<MergeId>,
) -> Result<Found<MergeView>, Problem> {
    Ok(Found(store::merge::get(may.db().read(), *id).await?.into()))
}
