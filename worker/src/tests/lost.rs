//! Workers that ended without a farewell.

use domain::message::{Outcome, Reply};
use store::message::{Claim, ClaimedPage, Scope, claim_page};

use super::*;
use crate::journal::Journal;

/// Claims everything as a worker would, and dies: of the first message it has the answer, the
/// second it began, of the rest it says nothing.
async fn die(desk: &Desk, boot: &str) -> ClaimedPage {
    let context = desk.context();
    let token = context.id();
    let folder = desk.config().journal_dir();
    let journal = Journal::create(&folder, token, boot).unwrap();
    let lease = chrono::Duration::seconds(60);
    let claim = Claim { token, worker: "dead", batch: None, scope: Scope::Mail, limit: 100, lease };
    let page = claim_page(&desk.db, &context, &claim).await.unwrap().unwrap();
    let reply = Some(Reply::new(Some(250), "2.0.0 Ok"));
    journal.begun(page.messages[0].id).unwrap();
    journal.answered(page.messages[0].id, &Outcome::Accepted { reply }).unwrap();
    journal.begun(page.messages[1].id).unwrap();
    page
}

store::both_engines! {
    async fn the_next_worker_settles_the_journal_and_sends_the_rest_at_once(db: Db) {
        let server = MailServer::start();
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(6).await;
        die(&desk, &journal::boot_id().unwrap()).await;
        assert_eq!(desk.tally().await, [("claimed", 6)]);
        let summary = desk.drain().await;
        assert_eq!(summary.sent.accepted, 4);
        assert_eq!(summary.uncertain, 1);
        assert_eq!(server.count(), 4, "neither the answered one nor the one in doubt is sent again");
        assert_eq!(desk.tally().await, [("accepted", 5), ("uncertain", 1)]);
        assert_eq!(desk.journals(), 0);
    }

    async fn after_a_power_cut_all_that_was_not_answered_is_in_doubt(db: Db) {
        let server = MailServer::start();
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(6).await;
        die(&desk, "another-boot").await;
        desk.drain().await;
        assert_eq!(desk.tally().await, [("accepted", 1), ("uncertain", 5)]);
        assert_eq!(server.count(), 0);
    }

    async fn without_a_journal_the_lease_decides(db: Db) {
        let server = MailServer::start();
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(6).await;
        die(&desk, &journal::boot_id().unwrap()).await;
        for file in desk.files("journal") {
            std::fs::remove_file(file).unwrap();
        }
        desk.drain().await;
        assert_eq!(desk.tally().await, [("claimed", 6)], "its lease still runs");
        desk.wait(2);
        let summary = desk.drain().await;
        assert_eq!((summary.lost, server.count()), (6, 0));
        assert_eq!(desk.tally().await, [("uncertain", 6)]);
    }

    async fn a_worker_that_slept_past_its_lease_sends_nothing_more_under_it(db: Db) {
        let server = MailServer::start();
        server.hold();
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(150).await;
        let (_keep, stop) = watch::channel(false);
        let sleeper = drain(desk.config(), desk.deps(), stop);
        let others = async {
            until(|| server.count() == 2).await;
            // The clock of all goes on, while the sleeper waits for its answers.
            desk.wait(6);
            let other = MailServer::start();
            let (config, deps) = (desk.config(), desk.deps());
            let config = Config { smtp_url: Some(other.url("").into()), ..config };
            let (_keep, stop) = watch::channel(false);
            let summary = drain(config, deps, stop).await.unwrap();
            assert_eq!((summary.sent.accepted, summary.lost), (0, 150));
            assert_eq!(desk.tally().await, [("uncertain", 150)]);
            server.release();
        };
        let (summary, ()) = tokio::join!(sleeper, others);
        let summary = summary.unwrap();
        assert!(summary.is_stopped() && summary.overslept == 2);
        assert_eq!(server.count(), 2, "only what was under way");
        assert_eq!(desk.tally().await, [("queued", 148), ("accepted", 2)], "its journal knows");
        desk.drain().await;
        assert_eq!((desk.tally().await, server.count()), (vec![("accepted", 150)], 150));
    }

    async fn a_worker_told_to_end_leaves_nothing_in_doubt(db: Db) {
        let server = MailServer::start();
        server.hold();
        let desk = Desk::new(db).to(server.url(""));
        desk.run_of(100).await;
        let (stop, stopped) = watch::channel(false);
        let draining = drain(desk.config(), desk.deps(), stopped);
        let stopping = async {
            until(|| server.count() > 0).await;
            stop.send(true).unwrap();
            server.release();
        };
        let (summary, ()) = tokio::join!(draining, stopping);
        let accepted = summary.unwrap().sent.accepted;
        assert!(accepted < 100 && accepted == server.count());
        let left = 100 - i64::try_from(accepted).unwrap();
        let expected = [("queued", left), ("accepted", 100 - left)];
        assert_eq!(desk.tally().await, expected);
        assert_eq!(desk.journals(), 0);
        desk.drain().await;
        assert_eq!((desk.tally().await, server.count()), (vec![("accepted", 100)], 100));
    }
}
