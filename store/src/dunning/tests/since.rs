//! What is recorded between the confirmation of a run and the departure of its messages: credits
//! given away, holds that count or do not, part payments that bounce, runs given up.

use domain::dunning::{DropReason, NewHold, ReminderDocument, SkipReason};
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

/// What the mail of the only message of a run shows.
async fn document(db: &Db, run: RunId) -> ReminderDocument {
    let notice: NoticeId = messages(db, run).await[0].purpose_id.into();
    dunning::documents(db, &[notice]).await.unwrap().remove(&notice).unwrap()
}

/// What it says after another look: what is open of each line, each credit, and the net.
async fn says(db: &Db, run: RunId) -> (Vec<i64>, Vec<i64>, i64) {
    assert!(looked(db, run).await.is_empty());
    let document = document(db, run).await;
    (
        document.lines.iter().map(|line| line.residual).collect(),
        document.credits.iter().map(|credit| credit.amount).collect(),
        document.totals.net,
    )
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
    async fn a_mail_asks_no_more_than_is_owed_when_a_credit_moves(db: Db) {
        let late = customer(&db, "C1").await;
        let listed = owes(&db, late, "F1", "2026-01-01", 20_000).await;
        let later = owes(&db, late, "F2", "2026-06-01", 9_000).await;
        let on_account = paid(&db, payment(late, "2026-01-10", 10_000, Allocate::None)).await;
        let run = confirm(&db, "2026-01-20").await.run;
        assert_eq!(says(&db, run).await, (vec![20_000], vec![10_000], 10_000), "as frozen");
        for (parts, lines, credits, net, why) in [
            (vec![(later, 6_000)], 20_000, vec![4_000], 16_000, "to a line of no message"),
            (vec![(listed, 6_000)], 14_000, vec![4_000], 10_000, "to the listed line"),
            (vec![(listed, 4_000), (later, 6_000)], 16_000, vec![], 16_000, "some to each"),
            (vec![], 20_000, vec![10_000], 10_000, "taken back"),
        ] {
            gives(&db, on_account, &parts).await;
            assert_eq!(says(&db, run).await, (vec![lines], credits, net), "{why}");
        }
        let on = day("2026-01-25");
        crate::payment::bounce(&db, &context(), on_account, on, None).await.unwrap();
        assert_eq!(says(&db, run).await, (vec![20_000], vec![], 20_000), "a bounced one is none");
        let stored = dunning::run_messages(&db, run, None, PageRequest::first(1)).await.unwrap();
        let notice = &stored.items[0];
        assert_eq!((notice.net, notice.lines[0].residual), (10_000, 20_000), "the run stays frozen");
        sound(&db).await;
    }

    async fn a_corrected_allocation_is_not_subtracted_twice(db: Db) {
        let late = customer(&db, "C1").await;
        let a = owes(&db, late, "A", "2026-01-01", 10_000).await;
        let elsewhere = owes(&db, late, "B", "2026-06-01", 4_000).await;
        let q = pays(&db, late, a, "2026-01-05", 4_000).await;
        let p = paid(&db, payment(late, "2026-01-10", 4_000, Allocate::None)).await;
        let run = confirm(&db, "2026-01-20").await.run;
        assert_eq!(says(&db, run).await, (vec![6_000], vec![4_000], 2_000));
        gives(&db, q, &[(elsewhere, 4_000)]).await;
        gives(&db, p, &[(a, 4_000)]).await;
        assert_eq!(says(&db, run).await, (vec![6_000], vec![], 6_000));
        sound(&db).await;
    }

    async fn a_bounce_that_the_run_did_not_count_takes_no_credit_away(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 20_000).await;
        let on_account = paid(&db, payment(late, "2026-01-10", 10_000, Allocate::None)).await;
        let on = day("2026-01-25");
        crate::payment::bounce(&db, &context(), on_account, on, None).await.unwrap();
        let run = confirm(&db, "2026-01-20").await.run;
        assert_eq!(says(&db, run).await, (vec![20_000], vec![10_000], 10_000));
        sound(&db).await;
    }

    async fn a_part_that_is_held_since_stands_on_its_own_and_outside_the_net(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-10-01", 10_000).await;
        let run = confirm(&db, "2026-11-10").await.run;
        let part = NewHold { amount: Some(4_000), ..hold(late, line, "2026-11-20", "2026-12-31") };
        dunning::place(&db, &context(), part, None).await.unwrap();
        assert!(looked(&db, run).await.is_empty());
        let document = document(&db, run).await;
        assert_eq!((document.lines[0].residual, document.lines[0].held), (10_000, 4_000));
        assert_eq!((document.totals.held, document.totals.net), (4_000, 6_000));
        let frozen = dunning::notice(&db, document.notice).await.unwrap();
        assert!(document.totals.penalties < frozen.penalties, "no interest on what is disputed");
        sound(&db).await;
    }

    async fn the_indemnity_of_an_invoice_stays_when_its_first_line_is_paid(db: Db) {
        let late = customer(&db, "C1").await;
        let lines = [("2026-09-30", 5_000), ("2026-10-31", 5_000)];
        let bill = posted(&db, invoice(late, "F1", "2026-09-01", &lines)).await;
        let run = confirm(&db, "2026-11-10").await.run;
        pays(&db, late, bill.due_lines[0], "2026-11-12", 5_000).await;
        assert!(looked(&db, run).await.is_empty());
        let document = document(&db, run).await;
        assert_eq!((document.lines.len(), document.totals.indemnities), (1, 4_000));
        sound(&db).await;
    }

    async fn a_notice_that_leaves_late_gives_its_whole_delay(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let reason = "told on the phone".to_owned();
        let effective_on = day("2026-03-01");
        let jump = dunning::NewJump { due_line: line, to_level: 3, reason, effective_on };
        dunning::jump(&db, &context(), jump, None).await.unwrap();
        let run = confirm(&db, "2026-03-02").await.run;
        let page = PageRequest::first(1);
        let notice = dunning::run_messages(&db, run, None, page).await.unwrap().items.remove(0);
        assert_eq!(notice.answer_by, Some(day("2026-03-17")));
        // Approved on Saturday 14 March, it leaves on Monday; the letter is made in November.
        let saturday = crate::testing::context_at("2026-03-14T09:00:00Z".parse().unwrap());
        dunning::approve(&db, &saturday, notice.id, None).await.unwrap();
        let leaves = messages(&db, run).await[0].due_at;
        assert_eq!(leaves, "2026-03-16T07:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        assert!(looked(&db, run).await.is_empty());
        assert_eq!(document(&db, run).await.answer_by, Some(day("2026-12-08")));
        sound(&db).await;
    }

    async fn reminders_that_were_switched_off_since_do_not_leave(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let run = confirm(&db, "2026-01-20").await.run;
        let off = |file: &mut domain::customer::CustomerFile| file.dunning_active = false;
        crate::customer::update(&db, &context(), late, 1, off, None).await.unwrap();
        assert_eq!(looked(&db, run).await[0].1, SkipReason::RemindersOff);
        sound(&db).await;
    }

    async fn a_credit_beside_which_its_line_was_dropped_is_gone_with_it(db: Db) {
        let late = customer(&db, "C1").await;
        let settled = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        owes(&db, late, "F2", "2026-01-02", 7_000).await;
        let on_account = paid(&db, payment(late, "2026-01-10", 10_000, Allocate::None)).await;
        let run = confirm(&db, "2026-01-20").await.run;
        gives(&db, on_account, &[(settled, 10_000)]).await;
        assert_eq!(says(&db, run).await, (vec![7_000], vec![], 7_000));
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
        let part = NewHold { amount: Some(9_999), ..hold(late, line, "2026-11-12", "2026-11-15") };
        dunning::place(&db, &context(), part, None).await.unwrap();
        let placed = hold(late, line, "2026-11-23", "2026-11-30");
        let placed = dunning::place(&db, &context(), placed, None).await.unwrap();
        dunning::lift(&db, &context(), placed, None).await.unwrap();
        assert_eq!(says(&db, run).await, (vec![10_000], vec![], 10_000), "lifted the same day, over");
        let placed = hold(late, line, "2026-11-12", "2026-11-15");
        dunning::place(&db, &context(), placed, None).await.unwrap();
        assert_eq!(looked(&db, run).await[0].1, SkipReason::Held, "over, but its gap is fresh");
        sound(&db).await;
    }

    async fn a_hold_that_was_to_begin_after_the_run_counts_when_it_has_begun(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-10-01", 10_000).await;
        let placed = hold(late, line, "2026-11-16", "2026-12-31");
        dunning::place(&db, &context(), placed, None).await.unwrap();
        let run = confirm(&db, "2026-11-13").await.run;
        assert_eq!(looked(&db, run).await[0].1, SkipReason::Held);
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
