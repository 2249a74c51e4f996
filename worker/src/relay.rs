//! The relay: looks go from the outbox to the queue, at least once.
//!
//! They are put in first and marked afterwards. A kill between the two puts them in again, and the
//! queue passes over a key that it knows.

use std::sync::Arc;
use std::time::Duration;

use store::outbox::{self, Look};

use crate::dispatch::Dispatch;
use crate::queue::{Asked, Job, JobKind, Queue};

/// How often the outbox is looked into.
const LOOK: Duration = Duration::from_millis(500);

/// How long to wait after a fault.
const PAUSE: Duration = Duration::from_secs(5);

/// Looks that go over at once.
const PAGE: u64 = 500;

/// Relays until the process shall end.
pub(crate) async fn run(dispatch: Arc<Dispatch>, queue: Queue) {
    loop {
        let wait = match relay(&dispatch, &queue).await {
            Ok(true) => continue,
            Ok(false) => LOOK,
            Err(error) => {
                tracing::warn!(error = format!("{error:#}"), "the outbox could not be relayed");
                PAUSE
            }
        };
        tokio::select! {
            () = dispatch.stopping() => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Relays one page, and answers whether there may be another.
async fn relay(dispatch: &Dispatch, queue: &Queue) -> anyhow::Result<bool> {
    let db = &dispatch.deps.db;
    let now = dispatch.context().now;
    let looks = outbox::due(db.read(), now, PAGE).await?;
    if looks.is_empty() || dispatch.is_stopping() {
        return Ok(false);
    }
    let asked: Vec<_> = looks.iter().filter_map(asked).collect();
    queue.push(&asked).await?;
    let ids = looks.iter().map(|look| look.id).collect();
    let txn = db.begin().await?;
    outbox::mark_relayed(&*txn, now, ids).await?;
    txn.commit().await?;
    Ok(u64::try_from(looks.len()).is_ok_and(|count| count == PAGE))
}

/// The job of a look; none for a kind that this version does not know.
fn asked(look: &Look) -> Option<Asked> {
    let Ok(kind) = look.kind.parse::<JobKind>() else {
        tracing::error!(kind = look.kind, "the outbox asks for a job that is unknown here");
        return None;
    };
    let job = Job { kind, object: look.object };
    Some(Asked { id: look.id, job, look: look.number, due_at: look.due_at })
}
