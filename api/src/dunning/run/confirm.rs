//! `POST /dunning-runs/{id}/confirm`

use domain::id::RunId;

use super::{RunDetailView, detail, to_its_end};
use crate::access::{Key, May, RunDunning};
use crate::answer::Accepted;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Confirm a run: its lines are frozen and claimed, its messages queued.
///
/// Confirming it again queues nothing. `progress` of the run tells how far the sending is.
#[utoipa::path(post, path = "/dunning-runs/{id}/confirm")]
pub(crate) async fn handler(
    may: May<RunDunning>,
    id: Id<RunId>,
    expected: Expected,
    key: Key,
) -> Result<Accepted<RunDetailView>, Problem> {
    let (db, context, key) = (may.db().clone(), may.context(), key.without_body());
    let (id, version) = (*id, expected.0);
    let confirmed = to_its_end(async move {
        store::dunning::confirm(&db, &context, id, version, key.as_ref()).await
    })
    .await?;
    let (view, version) = detail(&may, confirmed.run).await?;
    Ok(Accepted(view, version))
}
