//! `POST /dunning-runs/{id}/cancel`

use domain::id::RunId;

use serde::Serialize;
use utoipa::ToSchema;

use super::{ProgressView, RunView, progress};
use crate::access::{Key, May, RunDunning};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// A cancelled run, and what its cancellation did.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningRunCancellation)]
pub(crate) struct CancellationView {
    /// The run.
    run: RunView,
    /// How far its sending was.
    progress: ProgressView,
    /// Messages that were queued or deferred, or waited for a review, and never leave.
    stopped: u64,
    /// Letters and calls that were handed out before: a person posts or discards each.
    handed_out: u64,
}

/// Cancel a run: a proposal, or of a confirmed one what has not left.
///
/// It asks for no version: who stops a run stops it as it is.
#[utoipa::path(post, path = "/dunning-runs/{id}/cancel")]
pub(crate) async fn handler(
    may: May<RunDunning>,
    id: Id<RunId>,
    key: Key,
) -> Result<Versioned<CancellationView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    let cancelled = store::dunning::cancel(db, &context, *id, None, key.as_ref()).await?;
    let run = store::dunning::run(db, *id).await?;
    let (version, progress) = (run.version, progress(db, &run).await?);
    let view = CancellationView {
        run: run.into(),
        progress,
        stopped: cancelled.stopped,
        handed_out: cancelled.handed_out,
    };
    Ok(Versioned(view, version))
}
