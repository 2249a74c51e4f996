//! `GET /dunning-holds/{id}`

use domain::id::HoldId;

use super::HoldView;
use crate::access::{May, ReadDunning};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a hold.
#[utoipa::path(get, path = "/dunning-holds/{id}")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<HoldId>,
) -> Result<Found<HoldView>, Problem> {
    Ok(Found(store::dunning::hold(may.db(), *id).await?.into()))
}
