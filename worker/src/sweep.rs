//! The sweep: at the start of a worker and on a tick it settles what lost workers left, and asks
//! for whatever is due. A queue that was emptied, doubled or stuck costs time and nothing else.

use std::sync::Arc;
use std::time::Duration;

use store::duplicate;
use store::message::{self, DELIVER, Expired};
use store::outbox;

use crate::dispatch::Dispatch;
use crate::import;
use crate::queue::Queue;
use crate::recovery;

/// How often.
const TICK: Duration = Duration::from_secs(30);

/// Ticks between two tidyings: an hour.
const TIDY: u32 = 120;

/// Sweeps until the process shall end; the first time at once.
pub(crate) async fn run(dispatch: Arc<Dispatch>, queue: Queue) {
    for tick in 0_u32.. {
        if let Err(error) = sweep(&dispatch).await {
            tracing::warn!(error = format!("{error:#}"), "the sweep failed; the next one goes on");
        }
        if tick % TIDY == 0
            && let Err(error) = tidy(&dispatch, &queue).await
        {
            tracing::warn!(error = format!("{error:#}"), "the queue could not be tidied");
        }
        tokio::select! {
            () = dispatch.stopping() => return,
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// Settles what lost workers left, and asks for each batch that has something due.
///
/// # Errors
/// When a journal cannot be read or the database cannot be written.
pub(crate) async fn sweep(dispatch: &Dispatch) -> anyhow::Result<()> {
    settle(dispatch).await?;
    import::sweep(dispatch).await?;
    // Asked for under a pause too: that of a firm that has not said who it is is lifted by the next
    // delivery, and any other only makes that delivery short.
    let context = dispatch.context();
    let batches = message::batches_due(dispatch.deps.db.read(), context.now).await?;
    let search = duplicate::unfinished(dispatch.deps.db.read()).await?;
    if batches.is_empty() && search.is_none() {
        return Ok(());
    }
    let txn = dispatch.deps.db.begin().await?;
    for batch in batches {
        outbox::ask_later(&*txn, &context, DELIVER, batch, context.now).await?;
    }
    if let Some(search) = search {
        outbox::ask_later(&*txn, &context, duplicate::SEARCH, search.0, context.now).await?;
    }
    Ok(txn.commit().await?)
}

/// Settles what lost workers left: first by their journals, which know, then by their leases.
///
/// # Errors
/// When a journal cannot be read or the database cannot be written.
pub(crate) async fn settle(dispatch: &Dispatch) -> anyhow::Result<Expired> {
    recovery::settle_abandoned(dispatch).await?;
    let (context, lost) = (dispatch.context(), dispatch.lost());
    let expired =
        message::return_expired(&dispatch.deps.db, &context, &dispatch.name, lost).await?;
    if expired != Expired::default() {
        let Expired { uncertain, again } = expired;
        tracing::warn!(uncertain, again, "the lease of a lost worker ended");
    }
    Ok(expired)
}

/// Forgets what has long ended: jobs, looks, answers kept for a repeat, failed sign-ins.
async fn tidy(dispatch: &Dispatch, queue: &Queue) -> anyhow::Result<()> {
    let (db, now) = (&dispatch.deps.db, dispatch.context().now);
    queue.forget_ended(now.timestamp()).await?;
    store::idempotency::forget_old(db, now).await?;
    store::session::forget_old_throttles(db, now).await?;
    let txn = db.begin().await?;
    outbox::forget(&*txn, now).await?;
    Ok(txn.commit().await?)
}
