//! `GET /dunning-runs/{id}`

use domain::id::RunId;

use super::{RunDetailView, detail};
use crate::access::{May, ReadDunning};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a run of reminders, and how far its sending is.
#[utoipa::path(get, path = "/dunning-runs/{id}")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<RunId>,
) -> Result<Versioned<RunDetailView>, Problem> {
    let (view, version) = detail(&may, *id).await?;
    Ok(Versioned(view, version))
}
