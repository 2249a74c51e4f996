//! Sending: tasks that claim pages, bring each message on its way, and record what came of it.
//!
//! A worker holds as many mail tasks as connections, and one task for paper. Nothing is shared
//! between two tasks for each message: a page is claimed, sent and recorded by one of them.

mod claimed;
mod guard;
mod pace;
mod page;
mod pause;
mod readiness;

use std::sync::Arc;
use std::time::Instant;

use store::message::{Scope, active_pauses};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::channel::{Channel, MailChannel, PaperChannel};
use crate::dispatch::Dispatch;
use crate::tally::Tally;

pub(crate) use guard::Guard;
use pace::Pace;
use page::{End, Page};

/// Sends what is due: of `batch`, or of any. Ends when nothing is, when a fault of ours stops it,
/// or when the process shall end.
///
/// # Errors
/// When the database or this machine fails: what was claimed is settled by the journals.
pub(crate) async fn deliver(
    dispatch: &Arc<Dispatch>,
    batch: Option<Uuid>,
) -> anyhow::Result<Tally> {
    let mut tasks = JoinSet::new();
    if readiness::is_ready(dispatch, Scope::Mail).await? {
        for _ in 0..dispatch.config.smtp_connections.max(1) {
            tasks.spawn(mails(dispatch.clone(), batch));
        }
    }
    if readiness::is_ready(dispatch, Scope::Paper).await? {
        tasks.spawn(paper(dispatch.clone(), batch));
    }
    let mut tally = Tally::default();
    let mut fault = None;
    while let Some(ended) = tasks.join_next().await {
        match ended.map_err(anyhow::Error::from).flatten() {
            Ok(done) => tally += done,
            Err(error) => fault = Some(error),
        }
    }
    fault.map_or(Ok(tally), Err)
}

async fn mails(dispatch: Arc<Dispatch>, batch: Option<Uuid>) -> anyhow::Result<Tally> {
    let _permit = dispatch.connections.clone().acquire_owned().await?;
    let channel = MailChannel::new(&dispatch);
    pages(&dispatch, batch, channel, Pace::of_mails()).await
}

async fn paper(dispatch: Arc<Dispatch>, batch: Option<Uuid>) -> anyhow::Result<Tally> {
    pages(&dispatch, batch, PaperChannel, Pace::of_paper()).await
}

/// One task: page after page.
async fn pages<C: Channel>(
    dispatch: &Dispatch,
    batch: Option<Uuid>,
    mut channel: C,
    mut pace: Pace,
) -> anyhow::Result<Tally> {
    let halts = dispatch.halts(C::SCOPE);
    let mut tally = Tally::default();
    let ended = loop {
        if dispatch.is_stopping() || dispatch.halts(C::SCOPE) != halts {
            break Ok(());
        }
        match is_paused(dispatch, C::SCOPE).await {
            Ok(false) => {}
            Ok(true) => break Ok(()),
            Err(error) => break Err(error),
        }
        let begun = Instant::now();
        let page = Page { dispatch, batch, limit: pace.limit(), halts };
        match page.deliver(&mut channel, &mut tally).await {
            Ok(End::Nothing) => break Ok(()),
            Ok(End::Sent(count)) => pace.learn(count, begun.elapsed()),
            Ok(End::Stop) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    channel.close().await;
    ended.map(|()| tally)
}

/// Whether a pause stops `scope` now.
async fn is_paused(dispatch: &Dispatch, scope: Scope) -> anyhow::Result<bool> {
    let now = dispatch.context().now;
    let pauses = active_pauses(dispatch.deps.db.read(), now).await?;
    Ok(pauses.iter().any(|pause| pause.scope() == scope))
}
