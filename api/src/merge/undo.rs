//! `POST /merges/{id}/undo`

use domain::id::MergeId;

use super::MergeView;
use crate::access::{Key, May, MergeCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Undo a merge: both customers, people or establishments are as they were.
///
/// What was made for the survivor since stays with it. Refused when something newer depends on what the
/// merge moved; the answer says what.
#[utoipa::path(post, path = "/merges/{id}/undo")]
pub(crate) async fn handler(
    may: May<MergeCustomers>,
    id: Id<MergeId>,
    key: Key,
) -> Result<Found<MergeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::merge::undo(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::merge::get(db.read(), *id).await?.into()))
}
