//! `POST /dunning-notices/{id}/approve`

use domain::id::NoticeId;

use super::NoticeView;
use crate::access::{Key, May, ReviewNotices};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Approve a message that waits for a review: it is queued.
#[utoipa::path(post, path = "/dunning-notices/{id}/approve")]
pub(crate) async fn handler(
    may: May<ReviewNotices>,
    id: Id<NoticeId>,
    key: Key,
) -> Result<Found<NoticeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::dunning::approve(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::dunning::notice(db, *id).await?.into()))
}
