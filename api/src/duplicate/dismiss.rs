//! `POST /duplicates/{id}/dismiss`

use domain::id::DuplicatePairId;

use super::PairView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Say that two parties are two: no search shows the pair again.
#[utoipa::path(post, path = "/duplicates/{id}/dismiss")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<DuplicatePairId>,
    key: Key,
) -> Result<Found<PairView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::duplicate::dismiss(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::duplicate::get(db.read(), *id).await?.into()))
}
