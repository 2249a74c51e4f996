//! Imports that were asked for: planned, applied and undone here and not in a request.
//!
//! The job holds nothing: what is asked stands in the database, pages are whole, and a worker that ends
//! in the middle leaves the rest to the next one.

use domain::id::ImportId;
use store::import::{self, Surroundings, WORK};
use store::outbox;
use uuid::Uuid;

use crate::dispatch::Dispatch;

/// Imports that one look finds.
const LIMIT: u64 = 100;

/// Does what is asked of an import until nothing is, or until the process shall end.
///
/// # Errors
/// When the database or this machine fails; what is asked stays.
pub(crate) async fn work(dispatch: &Dispatch, id: ImportId) -> anyhow::Result<()> {
    let db = &dispatch.deps.db;
    let context = || dispatch.context();
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    let token: Uuid = dispatch.context().id();
    tokio::select! {
        done = import::work(db, id, token, &surroundings) => {
            if let Err(error) = done {
                import::release(db, token).await?;
                return Err(error.into());
            }
        }
        // The page in hand is rolled back.
        () = dispatch.stopping() => import::release(db, token).await?,
    }
    Ok(())
}

/// Does what is asked of any import now.
///
/// # Errors
/// As [`work`].
pub(crate) async fn work_all(dispatch: &Dispatch) -> anyhow::Result<()> {
    let waiting = import::waiting(dispatch.deps.db.read(), dispatch.context().now, LIMIT).await?;
    for id in waiting {
        if dispatch.is_stopping() {
            return Ok(());
        }
        work(dispatch, id).await?;
    }
    Ok(())
}

/// Asks for each import of which something is asked that nobody does.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn sweep(dispatch: &Dispatch) -> anyhow::Result<()> {
    let (db, context) = (&dispatch.deps.db, dispatch.context());
    let waiting = import::waiting(db.read(), context.now, LIMIT).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let txn = db.begin().await?;
    for id in waiting {
        outbox::ask_later(&*txn, &context, WORK, id.0, context.now).await?;
    }
    Ok(txn.commit().await?)
}
