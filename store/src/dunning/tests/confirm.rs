//! Proposed, confirmed, cancelled: what is written, and what is refused.

use domain::dunning::RunState;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::world::*;
use crate::both_engines;
use crate::db::Db;
use crate::dunning::{self, Reading};
use crate::entity::{dunning_claim, dunning_notice, dunning_run};
use crate::error::StoreError;
use crate::page::PageRequest;

both_engines! {
    async fn a_preview_writes_nothing_and_a_confirmation_freezes_what_it_showed(db: Db) {
        let (late, early) = (customer(&db, "b-late").await, customer(&db, "A-early").await);
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        owes(&db, late, "F2", "2026-01-18", 5_000).await;
        owes(&db, early, "F3", "2026-01-15", 700).await;
        pays(&db, late, line, "2026-01-20", 4_000).await;

        let preview = read(&db, "2026-01-20").await;
        assert_eq!(levels(&preview), [("b-late".to_owned(), 1)]);
        assert_eq!(reasons(&preview), [("A-early".to_owned(), "delay_not_reached")]);
        let lines: Vec<_> = preview.messages[0]
            .due_lines
            .iter()
            .map(|line| (line.invoice.as_str(), line.days_overdue, line.rises_to, line.residual))
            .collect();
        assert_eq!(lines, [("F1", 19, Some(1), 6_000), ("F2", 2, None, 5_000)]);
        assert_eq!(dunning_run::Entity::find().count(db.read()).await.unwrap(), 0);

        let confirmed = confirm(&db, "2026-01-20").await;
        assert!(!confirmed.again);
        assert_eq!(read(&db, "2026-01-20").await, preview);
        assert_eq!(whole(&db, Reading::of_run(confirmed.run)).await, preview);
        let run = dunning::run(&db, confirmed.run).await.unwrap();
        assert_eq!((run.messages, run.lines, run.left_out), (1, 2, 1));
        let sent = messages(&db, confirmed.run).await;
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].channel, "email");
        assert_eq!(sent[0].due_at.to_rfc3339(), "2026-01-20T07:00:00+00:00");
        assert_eq!(dunning_claim::Entity::find().count(db.read()).await.unwrap(), 1);
        sound(&db).await;
    }

    async fn confirming_a_day_again_answers_the_stored_run_and_queues_nothing(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let first = confirm(&db, "2026-01-20").await;
        let frozen = read(&db, "2026-01-20").await;
        pays(&db, late, line, "2026-01-20", 10_000).await;
        let again = confirm(&db, "2026-01-20").await;
        assert_eq!((again.run, again.again), (first.run, true));
        assert_eq!(messages(&db, first.run).await.len(), 1);
        assert_eq!(read(&db, "2026-01-20").await, frozen, "its lines are those of the confirmation");
        sound(&db).await;
    }

    async fn an_older_run_than_the_latest_confirmed_one_is_refused(db: Db) {
        confirm(&db, "2026-01-20").await;
        let older = dunning::confirm_day(&db, &context(), day("2026-01-19")).await;
        assert_eq!(code(older), "run_older_than_latest");
        let preview = Reading::of_day(&db, day("2026-01-19")).await;
        assert!(matches!(preview, Err(StoreError::Refused(_))));
        let proposal = dunning::propose_run(&db, &context(), day("2026-01-19"), None).await;
        assert_eq!(code(proposal), "run_older_than_latest");
        confirm(&db, "2026-01-21").await;
        sound(&db).await;
    }

    async fn a_proposal_claims_nothing_and_is_confirmed_by_its_version(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        owes(&db, late, "F2", "2026-01-02", 10_000).await;
        let on = day("2026-01-20");
        let first = dunning::propose_run(&db, &context(), on, None).await.unwrap();
        let run = dunning::propose_run(&db, &context(), on, None).await.unwrap();
        let former = dunning::run(&db, first).await.unwrap();
        assert_eq!(former.state, RunState::Cancelled, "a newer proposal takes its place");
        assert_eq!(dunning_notice::Entity::find().count(db.read()).await.unwrap(), 1);
        assert_eq!(dunning_claim::Entity::find().count(db.read()).await.unwrap(), 0);
        assert!(messages(&db, run).await.is_empty());
        let stored = dunning::run(&db, run).await.unwrap();
        assert_eq!((stored.state, stored.lines, stored.version), (RunState::Proposed, 2, 1));

        pays(&db, late, line, "2026-01-20", 10_000).await;
        let stale = dunning::confirm(&db, &context(), run, 7, None).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        let done = dunning::confirm(&db, &context(), run, 1, None).await.unwrap();
        assert_eq!((done.run, done.again), (run, false));
        let stored = dunning::run(&db, run).await.unwrap();
        assert_eq!((stored.state, stored.lines, stored.version), (RunState::Confirmed, 1, 2));
        let again = dunning::confirm(&db, &context(), run, 1, None).await.unwrap();
        assert!(again.again);
        let same = dunning::propose_run(&db, &context(), on, None).await.unwrap();
        assert_eq!(same, run, "a confirmed day is answered as it is");
        sound(&db).await;
    }

    async fn a_run_is_cancelled_while_something_has_not_left(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let run = confirm(&db, "2026-01-20").await.run;
        let stopped = dunning::cancel(&db, &context(), run, None, None).await.unwrap();
        assert_eq!(stopped.stopped, 1);
        assert_eq!(messages(&db, run).await[0].state, "skipped");
        let again = dunning::cancel(&db, &context(), run, None, None).await;
        assert_eq!(code(again), "run_cancelled");
        let run = confirm(&db, "2026-01-20").await;
        assert!(!run.again, "the lines are free again");
        end(&db, run.run, "accepted").await;
        let sent = dunning::cancel(&db, &context(), run.run, None, None).await;
        assert_eq!(code(sent), "run_nothing_to_cancel");
        sound(&db).await;
    }

    async fn steps_are_listed_in_pages_in_the_order_of_the_references(db: Db) {
        for (reference, due_on) in [("c", "2026-01-01"), ("A", "2026-01-02"), ("b", "2026-01-19")] {
            let late = customer(&db, reference).await;
            owes(&db, late, &format!("F-{reference}"), due_on, 10_000).await;
        }
        let run = confirm(&db, "2026-01-20").await.run;
        let first = PageRequest::first(1);
        let page = dunning::run_messages(&db, run, None, first).await.unwrap();
        assert_eq!(page.items[0].reference, "A");
        let next = PageRequest { limit: 1, after: page.next };
        let page = dunning::run_messages(&db, run, None, next).await.unwrap();
        assert_eq!((page.items[0].reference.as_str(), page.next), ("c", None));
        assert_eq!(page.items[0].lines[0].invoice, "F-c");
        assert_eq!(page.items[0].indemnities, 4_000);
        let left = dunning::run_left_out(&db, run, PageRequest::first(5)).await.unwrap();
        assert_eq!(left.items.len(), 1);
        assert_eq!(left.items[0].reference, "b");
        sound(&db).await;
    }

    async fn a_later_payment_does_not_count_and_is_told(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        pays(&db, late, line, "2026-01-21", 10_000).await;
        assert_eq!(levels(&read(&db, "2026-01-20").await), [("C1".to_owned(), 1)]);
        let (sums, named) = dunning::payments_after(&db, day("2026-01-20"), 5).await.unwrap();
        assert_eq!((sums[0].count, sums[0].sum.amount), (1, 10_000));
        assert_eq!((named[0].customer.as_str(), named[0].day), ("C1", day("2026-01-21")));
        assert!(read(&db, "2026-01-21").await.messages.is_empty());
        sound(&db).await;
    }
}
