//! A worker that sends what is due now and ends.

use chrono::{DateTime, Utc};
use domain::message::MessageState;
use store::message::{self, Pause, Scope};
use store::{outbox, search};
use tokio::sync::watch;

use crate::config::{Config, Deps};
use crate::delivery::deliver;
use crate::dispatch::Dispatch;
use crate::tally::Tally;
use crate::{duplicate, import, recovery, sweep};

/// Looks that one drain answers; the next one answers the rest.
const LOOKS: u64 = 10_000;

/// What a drain did, and what it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What was sent now.
    pub sent: Tally,
    /// Messages of lost workers that became uncertain now.
    pub lost: usize,
    /// All messages that are uncertain: a person must say what became of them.
    pub uncertain: i64,
    /// Messages that are due and did not leave.
    pub left: u64,
    /// When the next one falls due.
    pub next: Option<DateTime<Utc>>,
    /// The faults of ours that stop the sending of something that is due, or stopped this drain.
    pub pauses: Vec<Pause>,
    /// Claims that were over before their page was sent: this worker slept past its lease.
    pub overslept: u32,
}

impl Summary {
    /// Whether a fault of the sender stopped it.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        !self.pauses.is_empty() || self.overslept > 0
    }
}

/// Settles what lost workers left, sends what is due now, and ends; it waits for no poll.
///
/// # Errors
/// When a setting is wrong, or the database or this machine fails.
pub async fn drain(
    config: Config,
    deps: Deps,
    shutdown: watch::Receiver<bool>,
) -> anyhow::Result<Summary> {
    let dispatch = Dispatch::new(config, deps, shutdown)?;
    let db = &dispatch.deps.db;
    let lost = sweep::settle(&dispatch).await?.uncertain;
    // What is asked for so far is answered by this drain; what is asked for meanwhile stays.
    let looks = outbox::due(db.read(), dispatch.context().now, LOOKS).await?;
    import::work_all(&dispatch).await?;
    let sent = deliver(&dispatch, None).await?;
    // What this process could not record itself: it slept past a lease.
    recovery::settle_abandoned(&dispatch).await?;
    if let Some(search) = store::duplicate::unfinished(db.read()).await? {
        duplicate::search(&dispatch, search).await?;
    }
    let context = dispatch.context();
    let txn = db.begin().await?;
    let answered = looks.into_iter().map(|look| look.id).collect();
    outbox::mark_relayed(&*txn, context.now, answered).await?;
    txn.commit().await?;
    search::catch_up(db).await?;
    let waiting = message::waiting(db.read(), context.now).await?;
    let counts = message::counts(db.read()).await?;
    let mut pauses = message::active_pauses(db.read(), context.now).await?;
    for scope in [Scope::Mail, Scope::Paper] {
        // What a fault put off is not due any more, and did not leave all the same.
        let halted = dispatch.halts(scope) > 0;
        if !halted && !message::is_due(db.read(), context.now, scope).await? {
            pauses.retain(|pause| pause.scope() != scope);
        }
    }
    Ok(Summary {
        sent,
        lost,
        uncertain: counts.get(&MessageState::Uncertain).copied().unwrap_or(0),
        left: waiting.due,
        next: waiting.next,
        pauses,
        overslept: dispatch.overslept(),
    })
}
