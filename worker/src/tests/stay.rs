//! A worker that stays: outbox, queue, sweep.

use store::db::Engine;
use store::testing::{Fresh, runtime};

use super::*;
use crate::run;

async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    let waited = tokio::time::timeout(Duration::from_secs(20), async {
        while !done().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert!(waited.await.is_ok(), "{what}");
}

#[test]
fn a_run_that_is_confirmed_while_a_worker_runs_is_sent_by_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime().block_on(async {
            let Some(fresh) = Fresh::migrated(engine).await else { return };
            let server = MailServer::start();
            let desk = Desk::new(fresh.open().await).to(server.url(""));
            let config = Config { database_url: fresh.url().to_owned().into(), ..desk.config() };
            let (stop, stopped) = watch::channel(false);
            let worker = run(config, desk.deps(), stopped);
            let watching = async {
                desk.run_of(30).await;
                until("all is sent", async || {
                    store::message::counts(desk.db.read())
                        .await
                        .unwrap()
                        .get(&MessageState::Accepted)
                        == Some(&30)
                })
                .await;
                // A sweep may have asked once more just before.
                until("nothing waits", async || {
                    let now = desk.context().now;
                    store::outbox::due(desk.db.read(), now, 10).await.unwrap().is_empty()
                })
                .await;
                stop.send(true).unwrap();
            };
            let (ended, ()) = tokio::join!(worker, watching);
            ended.unwrap();
            assert_eq!((desk.tally().await, server.count()), (vec![("accepted", 30)], 30));
            assert_eq!(desk.journals(), 0);
            drop(desk);
            fresh.remove().await;
        });
    }
}
