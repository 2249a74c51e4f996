//! A worker that stays: relay, sweep and jobs, until it is told to end.

use std::sync::Arc;

use secrecy::ExposeSecret as _;
use store::db::Engine;
use tokio::sync::watch;

use crate::active::Active;
use crate::config::{Config, Deps};
use crate::delivery::deliver;
use crate::dispatch::Dispatch;
use crate::queue::{Job, JobKind, Place, Queue};
use crate::{duplicate, import, posting, relay, sweep};

/// Runs a worker until `shutdown` turns true: then the mail in hand is finished, what came of its
/// page is recorded, and the rest is given back.
///
/// # Errors
/// When a setting is wrong, or the queue cannot be opened. Later faults are logged, and tried again.
pub async fn run(
    config: Config,
    deps: Deps,
    shutdown: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let place = place(&config, deps.db.engine());
    let dispatch = Dispatch::new(config, deps, shutdown)?;
    let queue = Queue::open(&place).await?;
    tracing::info!(worker = dispatch.name, "the worker runs");
    let active = Arc::new(Active::default());
    let handle = {
        let (dispatch, active) = (dispatch.clone(), active.clone());
        move |job: Job| handle(dispatch.clone(), active.clone(), job)
    };
    tokio::join!(
        relay::run(dispatch.clone(), queue.clone()),
        sweep::run(dispatch.clone(), queue.clone()),
        posting::run(dispatch.clone()),
        queue.run(&dispatch.name, handle, dispatch.shutdown()),
    );
    active.idle().await;
    tracing::info!(worker = dispatch.name, "the worker ended");
    Ok(())
}

/// Where the queue lies.
pub(crate) fn place(config: &Config, engine: Engine) -> Place {
    match engine {
        Engine::Sqlite => Place::Sqlite(config.data_dir.join("queue.db")),
        Engine::Postgres => Place::Postgres(config.database_url.expose_secret().to_owned()),
    }
}

async fn handle(dispatch: Arc<Dispatch>, active: Arc<Active>, job: Job) -> anyhow::Result<()> {
    match job.kind {
        JobKind::DeliverMessages => {
            let Some(work) = active.begin(job.object) else { return Ok(()) };
            loop {
                let tally = deliver(&dispatch, Some(job.object)).await?;
                tracing::info!(batch = %job.object, ?tally, "looked for due messages");
                if !work.asked_again() || dispatch.is_stopping() {
                    return Ok(());
                }
            }
        }
        JobKind::WorkOnImport => {
            let Some(work) = active.begin(job.object) else { return Ok(()) };
            loop {
                import::work(&dispatch, job.object.into()).await?;
                if !work.asked_again() || dispatch.is_stopping() {
                    return Ok(());
                }
            }
        }
        JobKind::SearchDuplicates => {
            // A search that is in work here goes on by itself.
            let Some(_work) = active.begin(job.object) else { return Ok(()) };
            duplicate::search(&dispatch, job.object.into()).await
        }
    }
}
