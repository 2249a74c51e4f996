//! `GET /dunning-runs/{id}/progress`

use domain::id::RunId;

use super::{ProgressView, progress};
use crate::access::{May, ReadDunning};
use crate::input::Id;
use crate::problem::Problem;
use crate::progress::Events;

/// Follow the sending of a run as server-sent events.
///
/// One when it begins and one for each change; the stream ends when all is done, and after twenty seconds.
/// An `EventSource` then comes back by itself.
#[utoipa::path(get, path = "/dunning-runs/{id}/progress")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<RunId>,
) -> Result<Events<ProgressView>, Problem> {
    let (db, id) = (may.db().clone(), *id);
    store::dunning::run(&db, id).await?;
    Ok(Events::of(move || {
        let db = db.clone();
        async move {
            let run = store::dunning::run(&db, id).await.ok()?;
            let now = progress(&db, &run).await.ok()?;
            let over = now.state == "done";
            Some((now, over))
        }
    }))
}
