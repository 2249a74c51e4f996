//! The traps of the queue, each with the test that fails without its guard.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use store::db::Engine;
use store::testing::{Fresh, runtime};
use tokio::sync::watch;
use uuid::Uuid;

use super::{Asked, Job, JobKind, Place, Queue};

/// Each run of the queue bears the name of another process.
static PROCESSES: AtomicU32 = AtomicU32::new(0);

/// Runs a test with an empty queue on each engine.
fn on_both<F: Future<Output = ()>>(test: impl Fn(Queue) -> F) {
    runtime().block_on(async {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let Some(fresh) = Fresh::empty(engine).await else { continue };
            let folder = tempfile::tempdir().unwrap();
            let place = match engine {
                Engine::Sqlite => Place::Sqlite(folder.path().join("queue.db")),
                Engine::Postgres => Place::Postgres(fresh.url().to_owned()),
            };
            let queue = Queue::open(&place).await.unwrap();
            test(queue.clone()).await;
            match queue {
                Queue::Sqlite(pool) => pool.close().await,
                Queue::Postgres(pool) => pool.close().await,
            }
            fresh.remove().await;
        }
    });
}

fn asked(object: u128, look: i32) -> Asked {
    let id = Uuid::from_u128(object * 1000 + u128::try_from(look).unwrap());
    let job = Job { kind: JobKind::DeliverMessages, object: Uuid::from_u128(object) };
    Asked { id, job, look, due_at: DateTime::from_timestamp_secs(1_700_000_000).unwrap() }
}

/// Runs the queue until `enough` says so of the objects seen.
async fn run_until(
    queue: &Queue,
    enough: impl Fn(&[u128]) -> bool,
    fault: impl Fn(u128) -> anyhow::Result<()> + Clone + Send + Sync + 'static,
) -> Vec<u128> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (stop, shutdown) = watch::channel(false);
    let handle = {
        let seen = seen.clone();
        move |job: Job| {
            let (seen, fault) = (seen.clone(), fault.clone());
            async move {
                let object = job.object.as_u128();
                seen.lock().unwrap().push(object);
                fault(object)
            }
        }
    };
    let name = format!("test-{}", PROCESSES.fetch_add(1, Ordering::Relaxed));
    let running = queue.run(&name, handle, shutdown);
    let watching = async {
        let waited = tokio::time::timeout(Duration::from_secs(30), async {
            while !enough(&seen.lock().unwrap()) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        waited.await.expect("the jobs run within half a minute");
        let _ = stop.send(true);
    };
    tokio::join!(running, watching);
    let seen = seen.lock().unwrap();
    seen.clone()
}

async fn until_empty(queue: &Queue) {
    let waited = tokio::time::timeout(Duration::from_secs(10), async {
        while queue.length().await.unwrap() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.expect("no job stays running for ever");
}

#[test]
fn a_job_that_is_put_in_twice_runs_once_and_a_new_look_runs_again() {
    on_both(|queue| async move {
        queue.push(&[asked(1, 0), asked(2, 0)]).await.unwrap();
        queue.push(&[asked(2, 0), asked(3, 0)]).await.unwrap();
        assert_eq!(queue.length().await.unwrap(), 3, "a known key does not fail the batch");
        let mut seen = run_until(&queue, |seen| seen.len() >= 3, |_| Ok(())).await;
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3]);
        queue.push(&[asked(1, 0), asked(1, 1)]).await.unwrap();
        assert_eq!(
            queue.length().await.unwrap(),
            1,
            "the key of an ended job still swallows, a new look does not"
        );
    });
}

#[test]
fn a_job_that_fails_or_panics_ends_and_the_others_go_on() {
    on_both(|queue| async move {
        queue.push(&[asked(1, 0), asked(2, 0), asked(3, 0)]).await.unwrap();
        let fault = |object| match object {
            1 => Err(anyhow::anyhow!("a fault")),
            2 => panic!("a panic"),
            _ => Ok(()),
        };
        let seen = run_until(&queue, |seen| seen.len() >= 3, fault).await;
        assert_eq!(seen.len(), 3, "no job is run again at once: {seen:?}");
        until_empty(&queue).await;
    });
}

#[test]
fn ended_jobs_are_forgotten_after_a_day_and_waiting_ones_are_not() {
    on_both(|queue| async move {
        queue.push(&[asked(1, 0)]).await.unwrap();
        run_until(&queue, |seen| !seen.is_empty(), |_| Ok(())).await;
        until_empty(&queue).await;
        let later = DateTime::<Utc>::MAX_UTC.timestamp().min(4_000_000_000);
        queue.push(&[asked(2, 0)]).await.unwrap();
        queue.forget_ended(later).await.unwrap();
        queue.push(&[asked(1, 0)]).await.unwrap();
        assert_eq!(queue.length().await.unwrap(), 2, "the old key is free again");
    });
}
