//! `GET /dunning-notices/{id}`

use domain::id::NoticeId;

use super::NoticeView;
use crate::access::{May, ReadDunning};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a message of a run.
#[utoipa::path(get, path = "/dunning-notices/{id}")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<NoticeId>,
) -> Result<Found<NoticeView>, Problem> {
    Ok(Found(store::dunning::notice(may.db(), *id).await?.into()))
}
