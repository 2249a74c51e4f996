//! `POST /parties/{id}/lift-restriction`

use domain::id::PartyId;

use super::RestrictionView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Lift a restriction. The person is to be told before (GDPR 18(3)).
#[utoipa::path(post, path = "/parties/{id}/lift-restriction")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    id: Id<PartyId>,
    key: Key,
) -> Result<Found<RestrictionView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::restriction::lift(db, &context, *id, key.as_ref()).await?;
    Ok(Found(RestrictionView::of(db, *id).await?))
}
