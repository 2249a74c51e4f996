//! `POST /dunning-runs/{id}/cancel`

use domain::id::RunId;

use super::{RunDetailView, detail};
use crate::access::{Key, May, RunDunning};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Cancel a run: a proposal, or of a confirmed one what has not left.
///
/// It asks for no version: who stops a run stops it as it is.
#[utoipa::path(post, path = "/dunning-runs/{id}/cancel")]
pub(crate) async fn handler(
    may: May<RunDunning>,
    id: Id<RunId>,
    key: Key,
) -> Result<Versioned<RunDetailView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::dunning::cancel(db, &context, *id, None, key.as_ref()).await?;
    let (view, version) = detail(&may, *id).await?;
    Ok(Versioned(view, version))
}
