//! `POST /dunning-notices/{id}/refuse`

use domain::id::NoticeId;

use super::NoticeView;
use crate::access::{Key, May, ReviewNotices};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Refuse a message that waits for a review: it never leaves.
#[utoipa::path(post, path = "/dunning-notices/{id}/refuse")]
pub(crate) async fn handler(
    may: May<ReviewNotices>,
    id: Id<NoticeId>,
    key: Key,
) -> Result<Found<NoticeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::dunning::refuse(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::dunning::notice(db, *id).await?.into()))
}
