//! `POST /dunning-holds/{id}/lift`

use domain::id::HoldId;

use super::HoldView;
use crate::access::{Key, May, PlaceHolds};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Lift a hold before its end.
#[utoipa::path(post, path = "/dunning-holds/{id}/lift")]
pub(crate) async fn handler(
    may: May<PlaceHolds>,
    id: Id<HoldId>,
    key: Key,
) -> Result<Found<HoldView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::dunning::lift(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::dunning::hold(db, *id).await?.into()))
}
