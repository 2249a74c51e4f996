//! `GET /calls/{id}`

use domain::id::CallId;

use super::CallView;
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a call.
#[utoipa::path(get, path = "/calls/{id}")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<CallId>,
) -> Result<Found<CallView>, Problem> {
    Ok(Found(store::call::get(may.db(), *id).await?.into()))
}
