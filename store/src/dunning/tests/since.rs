//! What is recorded between the confirmation of a run and the departure of its messages: credits
//! given away, holds that count or do not, part payments that bounce, runs given up.

use domain::dunning::{DropReason, NewHold, SkipReason};
use domain::id::{CustomerId, DueLineId, NoticeId, PaymentId, RunId};
use domain::payment::Allocate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::fate::looked;
use super::world::*;
use crate::allocation::SourceId;
use crate::both_engines;
use crate::db::Db;
use crate::dunning;
use crate::entity::message;
use crate::page::PageRequest;

/// What the mail of the only message of a run would say: the credits shown, and the net.
async fn says(db: &Db, run: RunId) -> (Vec<i64>, i64) {
    let notice: NoticeId = messages(db, run).await[0].purpose_id.into();
    let document = dunning::documents(db, &[notice]).await.unwrap().remove(&notice).unwrap();
    (document.credits.iter().map(|credit| credit.amount).collect(), document.totals.net)
}

async fn gives(db: &Db, payment: PaymentId, parts: &[(DueLineId, i64)]) {
    let source = SourceId::Payment(payment);
    crate::allocation::change(db, &context(), source, parts.to_vec(), None).await.unwrap();
}

/// Puts the messages of some notices into a state, as the ledger would.
async fn only(db: &Db, notices: &[NoticeId], state: &str) {
    let ids = notices.iter().map(|notice| notice.0);
    message::Entity::update_many()
        .col_expr(message::Column::State, Expr::value(state))
        .filter(message::Column::PurposeId.is_in(ids))
        .exec(db.read())
        .await
        .unwrap();
}

fn hold(customer: CustomerId, line: DueLineId, from_on: &str, until_on: &str) -> NewHold {
    NewHold {
        customer,
        due_line: Some(line),
        amount: None,
        reason: "wrong price".to_owned(),
        from_on: day(from_on),
        until_on: day(until_on),
    }
}

both_engines! {
    async fn a_credit_is_shown_for_what_it_is_still_worth(db: Db) {
        let late = customer(&db, "C1").await;
        let listed = owes(&db, late, "F1", "2026-01-01", 20_000).await;
        let later = owes(&db, late, "F2", "2026-06-01", 9_000).await;
        let on_account = paid(&db, payment(late, "2026-01-10", 10_000, Allocate::None)).await;
        let run = confirm(&db, "2026-01-20").await.run;
        assert_eq!(says(&db, run).await, (vec![10_000], 10_000), "as the run froze it");

        gives(&db, on_account, &[(later, 6_000)]).await;
        assert_eq!(says(&db, run).await, (vec![4_000], 16_000), "a line of no message took some");
        gives(&db, on_account, &[(listed, 6_000)]).await;
        assert_eq!(says(&db, run).await, (vec![10_000], 10_000), "a listed line is shown as frozen");
        gives(&db, on_account, &[(listed, 4_000), (later, 6_000)]).await;
        assert_eq!(says(&db, run).await, (vec![4_000], 16_000), "some to each");
        gives(&db, on_account, &[]).await;
        assert_eq!(says(&db, run).await, (vec![10_000], 10_000), "taken back");

        let day_of_bounce = day("2026-01-25");
        crate::payment::bounce(&db, &context(), on_account, day_of_bounce, None).await.unwrap();
        assert_eq!(says(&db, run).await, (vec![], 20_000), "a credit that bounced is none");
        assert!(looked(&db, run).await.is_empty());
        sound(&db).await;
    }

    async fn a_credit_beside_which_its_line_was_dropped_is_gone_with_it(db: Db) {
        let late = customer(&db, "C1").await;
        let settled = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        owes(&db, late, "F2", "2026-01-02", 7_000).await;
        let on_account = paid(&db, payment(late, "2026-01-10", 10_000, Allocate::None)).await;
        let run = confirm(&db, "2026-01-20").await.run;
        gives(&db, on_account, &[(settled, 10_000)]).await;
        assert!(looked(&db, run).await.is_empty());
        assert_eq!(says(&db, run).await, (vec![], 7_000));
        sound(&db).await;
    }

    async fn a_hold_counts_when_it_touches_the_days_since_the_run(db: Db) {
        // The tests' clock stands on 23 November 2026.
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-10-01", 10_000).await;
        let run = confirm(&db, "2026-11-10").await.run;
        for (from_on, until_on, why) in [
            ("2026-11-01", "2026-11-09", "over before the run"),
            ("2026-11-24", "2026-12-31", "it begins tomorrow"),
        ] {
            let placed = hold(late, line, from_on, until_on);
            dunning::place(&db, &context(), placed, None).await.unwrap();
            assert!(looked(&db, run).await.is_empty(), "{why}");
        }
        let placed = hold(late, line, "2026-11-23", "2026-11-30");
        let placed = dunning::place(&db, &context(), placed, None).await.unwrap();
        dunning::lift(&db, &context(), placed, None).await.unwrap();
        assert!(looked(&db, run).await.is_empty(), "lifted");
        let placed = hold(late, line, "2026-11-12", "2026-11-15");
        dunning::place(&db, &context(), placed, None).await.unwrap();
        assert_eq!(looked(&db, run).await[0].1, SkipReason::Held, "over, but its gap is fresh");
        sound(&db).await;
    }

    async fn a_part_payment_that_bounced_is_looked_at_by_a_person(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let part = pays(&db, late, line, "2026-01-05", 4_000).await;
        let first = confirm(&db, "2026-01-20").await.run;
        end(&db, first, "accepted").await;
        crate::payment::bounce(&db, &context(), part, day("2026-01-25"), None).await.unwrap();
        let run = confirm(&db, "2026-02-10").await.run;
        assert!(messages(&db, run).await.is_empty(), "nothing leaves before a person has looked");
        let page = PageRequest::first(1);
        let notice = dunning::run_messages(&db, run, None, page).await.unwrap().items.remove(0);
        assert_eq!((notice.level, notice.net), (2, 10_000));
        dunning::approve(&db, &context(), notice.id, None).await.unwrap();
        end(&db, run, "accepted").await;
        let next = confirm(&db, "2026-02-25").await.run;
        assert_eq!(messages(&db, next).await.len(), 1, "somebody has looked");
        sound(&db).await;
    }

    async fn a_line_that_was_dropped_does_not_keep_its_message_from_another_attempt(db: Db) {
        let late = customer(&db, "C1").await;
        let dropped = owes(&db, late, "F1", "2026-10-01", 10_000).await;
        let kept = owes(&db, late, "F2", "2026-10-02", 5_000).await;
        let first = confirm(&db, "2026-11-10").await.run;
        let notice: NoticeId = messages(&db, first).await[0].purpose_id.into();
        let placed = hold(late, dropped, "2026-11-23", "2026-12-31");
        let placed = dunning::place(&db, &context(), placed, None).await.unwrap();
        assert!(looked(&db, first).await.is_empty());
        end(&db, first, "failed").await;
        // Another run takes the dropped line, at the level that it would have reached here.
        dunning::lift(&db, &context(), placed, None).await.unwrap();
        let placed = hold(late, kept, "2026-11-01", "2026-12-31");
        dunning::place(&db, &context(), placed, None).await.unwrap();
        assert_eq!(messages(&db, confirm(&db, "2026-11-23").await.run).await.len(), 1);
        let txn = db.begin().await.unwrap();
        dunning::reopen(&*txn, &context(), &[notice]).await.unwrap();
        txn.commit().await.unwrap();
        let lines = dunning::notice(&db, notice).await.unwrap().lines;
        let drops: Vec<_> = lines.iter().map(|line| line.dropped).collect();
        assert_eq!(drops, [Some(DropReason::Held), None]);
    }

    async fn nothing_of_a_cancelled_run_leaves_whatever_its_messages_were_doing(db: Db) {
        for reference in ["C1", "C2"] {
            let late = customer(&db, reference).await;
            owes(&db, late, &format!("F-{reference}"), "2026-01-01", 10_000).await;
        }
        let run = confirm(&db, "2026-01-20").await.run;
        let notices: Vec<NoticeId> =
            messages(&db, run).await.iter().map(|message| message.purpose_id.into()).collect();
        only(&db, &[notices[0]], "uncertain").await;
        dunning::cancel(&db, &context(), run, None, None).await.unwrap();
        // A person says that the uncertain one was lost: it is queued, and looked at again.
        only(&db, &[notices[0]], "queued").await;
        let skipped = looked(&db, run).await;
        assert!(skipped.contains(&(notices[0], SkipReason::Cancelled)));
        let txn = db.begin().await.unwrap();
        let again = dunning::reopen(&*txn, &context(), &[notices[0]]).await;
        assert_eq!(code(again), "run_cancelled");
    }
}
