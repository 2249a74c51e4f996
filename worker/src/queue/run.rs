//! Running jobs: apalis fetches, we guard. A fault or a panic of a handler ends the job well and
//! is logged; a fault of the database ends apalis' worker, and we start another after a pause.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use apalis::layers::WorkerBuilderExt as _;
use apalis::prelude::{BackendExt as _, ParallelizeExt as _, WorkerBuilder, WorkerError};
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use futures::FutureExt as _;
use tokio::sync::watch;

use super::{Job, NAME, Queue, postgres};

/// How often a worker shows that it lives; a dead one's jobs return after two silences.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How often an idle worker looks: apalis looks at each heartbeat only.
const LOOK_SQLITE: Duration = Duration::from_millis(500);
const LOOK_POSTGRES: Duration = Duration::from_secs(1);

/// Jobs of this process at the same time.
const AT_ONCE: usize = 4;

/// How long the pool of a worker that ended may take to close.
const FAREWELL: Duration = Duration::from_secs(5);

/// How long to wait before the next worker when one ended by a fault.
const PAUSE: Duration = Duration::from_secs(2);

impl Queue {
    /// Runs jobs until `shutdown` turns true. `process` names this process and no other, ever:
    /// under the name of a dead process its jobs would never return.
    pub(crate) async fn run<H, F>(&self, process: &str, handle: H, shutdown: watch::Receiver<bool>)
    where
        H: Fn(Job) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        for restart in 0_u64.. {
            let name = format!("{process}-{restart}");
            let ended = match self {
                Self::Sqlite(pool) => {
                    let config = apalis_sqlite::Config::default();
                    let config =
                        config.queue(NAME).heartbeat_interval(HEARTBEAT).batch_size(AT_ONCE);
                    let backend = SqliteStorage::<Job>::new(pool).with_config(config);
                    let backend = backend.poll_with_interval(LOOK_SQLITE);
                    let worker =
                        WorkerBuilder::new(name.as_str()).backend(backend).concurrency(AT_ONCE);
                    let worker = worker.parallelize(tokio::spawn).build(guarded(handle.clone()));
                    worker.run_until(told(shutdown.clone())).await
                }
                Self::Postgres(pool) => {
                    let config = apalis_postgres::Config::default();
                    let config = config
                        .queue(NAME)
                        .heartbeat_interval(HEARTBEAT)
                        .batch_size(AT_ONCE)
                        .missed_heartbeats(2);
                    // A fetch that the end cuts short leaves its connection in the middle of a
                    // transaction (sqlx issue 4393), where what is put in next would be lost: so
                    // each worker has a pool of its own, which ends with it.
                    let own = postgres::another(pool);
                    let backend = PostgresStorage::<Job>::new(&own).with_config(config);
                    let backend = backend.with_pubsub().poll_with_interval(LOOK_POSTGRES);
                    let worker =
                        WorkerBuilder::new(name.as_str()).backend(backend).concurrency(AT_ONCE);
                    let worker = worker.parallelize(tokio::spawn).build(guarded(handle.clone()));
                    let ended = worker.run_until(told(shutdown.clone())).await;
                    // A listener says farewell to its server first, which may not answer any more.
                    let _ = tokio::time::timeout(FAREWELL, own.close()).await;
                    ended
                }
            };
            if *shutdown.borrow() {
                return;
            }
            if let Err(error) = ended {
                tracing::warn!(%error, "the queue's worker ended; another starts");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// A handler that always ends well: the sweep asks again for what is still due.
fn guarded<H, F>(
    handle: H,
) -> impl Fn(Job) -> futures::future::BoxFuture<'static, ()> + Clone + Send + Sync + 'static
where
    H: Fn(Job) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    move |job: Job| {
        let handle = handle.clone();
        async move {
            match AssertUnwindSafe(handle(job)).catch_unwind().await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(kind = %job.kind, object = %job.object, error = format!("{error:#}"), "a job failed"),
                Err(_) => tracing::error!(kind = %job.kind, object = %job.object, "a job panicked"),
            }
        }
        .boxed()
    }
}

/// Ends when `shutdown` turns true, or its sender is gone.
async fn told(mut shutdown: watch::Receiver<bool>) -> Result<(), WorkerError> {
    let _ = shutdown.wait_for(|stop| *stop).await;
    Ok(())
}
