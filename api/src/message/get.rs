//! `GET /messages/{id}`

use domain::id::MessageId;

use super::DetailView;
use crate::access::{May, ReadMessages};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a message and its attempts.
#[utoipa::path(get, path = "/messages/{id}")]
pub(crate) async fn handler(
    may: May<ReadMessages>,
    id: Id<MessageId>,
) -> Result<Found<DetailView>, Problem> {
    Ok(Found(store::message::get(may.db().read(), *id).await?.into()))
}
