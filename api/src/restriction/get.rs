//! `GET /parties/{id}/restriction`

use domain::id::PartyId;

use super::RestrictionView;
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Is the processing of a party's data restricted?
#[utoipa::path(get, path = "/parties/{id}/restriction")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<PartyId>,
) -> Result<Found<RestrictionView>, Problem> {
    Ok(Found(RestrictionView::of(may.db(), *id).await?))
}
