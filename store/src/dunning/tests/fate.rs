//! What becomes of lines when their messages are sent, fail, hang or wait, and when something is
//! recorded in between.

use domain::dunning::{NewHold, SkipReason};
use domain::id::NoticeId;
use sea_orm::ActiveValue::Set;

use super::world::*;
use crate::both_engines;
use crate::db::Db;
use crate::dunning::{self, NewJump};
use crate::entity::party;

/// Looks again at all notices of a run.
pub(super) async fn looked(db: &Db, run: domain::id::RunId) -> Vec<(NoticeId, SkipReason)> {
    let notices: Vec<NoticeId> =
        messages(db, run).await.iter().map(|message| message.purpose_id.into()).collect();
    let txn = db.begin().await.unwrap();
    let skipped = dunning::recheck(&*txn, &context(), &notices).await.unwrap();
    txn.commit().await.unwrap();
    skipped.into_iter().collect()
}

both_engines! {
    async fn a_line_climbs_one_level_at_a_time_by_what_was_really_sent(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        // A missed month: the first run comes 60 days late.
        let first = confirm(&db, "2026-03-02").await.run;
        let waits = read(&db, "2026-03-03").await;
        assert_eq!(reasons(&waits), [("C1".to_owned(), "under_way")]);
        end(&db, first, "failed").await;
        assert_eq!(levels(&read(&db, "2026-03-03").await), [("C1".to_owned(), 1)]);

        let second = confirm(&db, "2026-03-03").await.run;
        end(&db, second, "accepted").await;
        let soon = read(&db, "2026-03-12").await;
        assert_eq!(reasons(&soon), [("C1".to_owned(), "gap_not_reached")]);
        assert_eq!(levels(&read(&db, "2026-03-13").await), [("C1".to_owned(), 2)]);

        let third = confirm(&db, "2026-03-13").await.run;
        end(&db, third, "uncertain").await;
        let unknown = read(&db, "2026-05-01").await;
        assert_eq!(reasons(&unknown), [("C1".to_owned(), "uncertain")]);
        end(&db, third, "accepted").await;
        assert_eq!(levels(&read(&db, "2026-05-01").await), [("C1".to_owned(), 3)]);
        sound(&db).await;
    }

    async fn a_formal_notice_waits_for_a_person(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let jump = NewJump {
            due_line: line,
            to_level: 3,
            reason: "told on the phone".to_owned(),
            effective_on: day("2026-03-01"),
        };
        dunning::jump(&db, &context(), jump.clone(), None).await.unwrap();
        let back = dunning::jump(&db, &context(), NewJump { to_level: 2, ..jump }, None).await;
        assert_eq!(code(back), "jump_level");

        let run = confirm(&db, "2026-03-02").await.run;
        assert!(messages(&db, run).await.is_empty());
        let waits = read(&db, "2026-03-10").await;
        assert_eq!(reasons(&waits), [("C1".to_owned(), "awaiting_review")]);
        let page = crate::page::PageRequest::first(10);
        let notice = dunning::run_messages(&db, run, None, page).await.unwrap().items.remove(0);
        assert_eq!((notice.level, notice.formal_notice), (4, true));
        assert_eq!(notice.answer_by, Some(day("2026-03-17")));

        dunning::refuse(&db, &context(), notice.id, None).await.unwrap();
        let twice = dunning::approve(&db, &context(), notice.id, None).await;
        assert_eq!(code(twice), "notice_not_awaiting_review");
        let run = confirm(&db, "2026-03-10").await.run;
        let notice = dunning::run_messages(&db, run, None, page).await.unwrap().items.remove(0);
        dunning::approve(&db, &context(), notice.id, None).await.unwrap();
        let queued = messages(&db, run).await;
        assert_eq!((queued.len(), queued[0].channel.as_str()), (1, "letter"));
        assert!(queued[0].address_id.is_some());
        sound(&db).await;
    }

    async fn what_is_recorded_after_the_confirmation_drops_a_line(db: Db) {
        let (one, two) = (customer(&db, "C1").await, customer(&db, "C2").await);
        let paid_later = owes(&db, one, "F1", "2026-01-01", 10_000).await;
        let kept = owes(&db, one, "F2", "2026-01-02", 5_000).await;
        let all = owes(&db, two, "F3", "2026-01-01", 700).await;
        let run = confirm(&db, "2026-01-20").await.run;
        assert!(looked(&db, run).await.is_empty());

        pays(&db, one, paid_later, "2026-01-22", 10_000).await;
        pays(&db, two, all, "2026-01-22", 700).await;
        let skipped = looked(&db, run).await;
        assert_eq!(skipped.len(), 1);
        assert_eq!(skipped[0].1, SkipReason::Settled);
        let notices: Vec<_> =
            messages(&db, run).await.iter().map(|message| message.purpose_id.into()).collect();
        let documents = dunning::documents(&db, &notices).await.unwrap();
        let document = documents.values().find(|d| d.recipient.reference == "C1").unwrap();
        assert_eq!(document.lines.len(), 1);
        assert_eq!((document.lines[0].invoice_number.as_str(), document.totals.net), ("F2", 5_000));

        end(&db, run, "accepted").await;
        let next = read(&db, "2026-02-01").await;
        assert_eq!(levels(&next), [("C1".to_owned(), 2)]);
        let _ = kept;
        sound(&db).await;
    }

    async fn a_payment_on_account_that_covers_all_settles_the_message(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let run = confirm(&db, "2026-01-20").await.run;
        let open = payment(late, "2026-01-22", 10_000, domain::payment::Allocate::None);
        paid(&db, open).await;
        assert_eq!(looked(&db, run).await[0].1, SkipReason::Settled);
        sound(&db).await;
    }

    async fn a_payment_that_the_run_left_out_for_its_day_drops_nothing(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        pays(&db, late, line, "2026-02-10", 10_000).await;
        let run = confirm(&db, "2026-01-20").await.run;
        assert!(looked(&db, run).await.is_empty());
        sound(&db).await;
    }

    async fn a_hold_keeps_a_line_out_and_gives_it_a_fresh_gap(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let first = confirm(&db, "2026-01-20").await.run;
        let hold = NewHold {
            customer: late,
            due_line: Some(line),
            amount: None,
            reason: "wrong price".to_owned(),
            from_on: day("2026-01-20"),
            until_on: day("2026-02-10"),
        };
        dunning::place(&db, &context(), hold.clone(), None).await.unwrap();
        assert_eq!(looked(&db, first).await[0].1, SkipReason::Held);
        end(&db, first, "skipped").await;
        let held = read(&db, "2026-02-10").await;
        assert_eq!(reasons(&held), [("C1".to_owned(), "held")]);
        let over = read(&db, "2026-02-11").await;
        assert_eq!(levels(&over), [("C1".to_owned(), 1)], "the first level has no gap");

        let other = customer(&db, "C2").await;
        let wrong = NewHold { customer: other, ..hold.clone() };
        let wrong = dunning::place(&db, &context(), wrong, None).await;
        assert_eq!(code(wrong), "hold_of_another_customer");
        let part = NewHold { amount: Some(4_000), until_on: day("2026-12-31"), ..hold };
        let part = dunning::place(&db, &context(), part, None).await.unwrap();
        assert_eq!(read(&db, "2026-02-11").await.messages[0].net, 6_000);
        dunning::lift(&db, &context(), part, None).await.unwrap();
        assert_eq!(code(dunning::lift(&db, &context(), part, None).await), "hold_lifted");
        let page = crate::page::PageRequest::first(10);
        assert_eq!(dunning::holds(&db, Some(late), page).await.unwrap().items.len(), 2);
        sound(&db).await;
    }

    async fn a_bounced_payment_restores_the_level_and_a_person_looks_first(db: Db) {
        let late = customer(&db, "C1").await;
        let line = owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let first = confirm(&db, "2026-01-20").await.run;
        end(&db, first, "accepted").await;
        let payment = pays(&db, late, line, "2026-01-25", 10_000).await;
        assert_eq!(read(&db, "2026-02-20").await, dunning::RunView::default());
        crate::payment::bounce(&db, &context(), payment, day("2026-02-05"), None).await.unwrap();

        let run = confirm(&db, "2026-02-20").await.run;
        let view = read(&db, "2026-02-20").await;
        assert_eq!(levels(&view), [("C1".to_owned(), 2)]);
        assert_eq!(view.messages[0].due_lines[0].residual, 10_000);
        assert!(messages(&db, run).await.is_empty());
        let page = crate::page::PageRequest::first(1);
        let notice = dunning::run_messages(&db, run, None, page).await.unwrap().items.remove(0);
        dunning::approve(&db, &context(), notice.id, None).await.unwrap();
        end(&db, run, "accepted").await;
        let next = confirm(&db, "2026-03-05").await.run;
        assert_eq!(messages(&db, next).await.len(), 1, "somebody has looked");
        sound(&db).await;
    }

    async fn a_failed_message_is_tried_again_only_if_no_other_run_took_its_lines(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let first = confirm(&db, "2026-01-20").await.run;
        let notice: NoticeId = messages(&db, first).await[0].purpose_id.into();
        end(&db, first, "failed").await;
        let txn = db.begin().await.unwrap();
        dunning::reopen(&*txn, &context(), &[notice]).await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(reasons(&read(&db, "2026-01-21").await), [("C1".to_owned(), "under_way")]);
        end(&db, first, "failed").await;
        confirm(&db, "2026-01-21").await;
        let txn = db.begin().await.unwrap();
        let taken = dunning::reopen(&*txn, &context(), &[notice]).await;
        assert_eq!(code(taken), "reminder_superseded");
        sound(&db).await;
    }

    async fn a_restricted_party_is_left_out(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let now = context().now;
        let restricted =
            party::ActiveModel { restricted_at: Set(Some(now)), ..Default::default() };
        with_party(&db, late, restricted).await;
        assert_eq!(reasons(&read(&db, "2026-01-20").await), [("C1".to_owned(), "restricted")]);
        sound(&db).await;
    }

    async fn without_an_address_a_line_is_left_out(db: Db) {
        let late = crate::allocation::fixture::new_customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let view = read(&db, "2026-01-20").await;
        assert_eq!(reasons(&view), [("C1".to_owned(), "no_contact_point")]);
        sound(&db).await;
    }
}
