//! What the attempts came to, and what may not leave any more.

use domain::message::{FailureClass, FailureReason, SenderFault};
use sea_orm::{ColumnTrait, QueryFilter};

use super::*;
use crate::entity::event;

fn refused(dead_address: bool) -> Outcome {
    Outcome::Failed {
        class: FailureClass::Recipient,
        reason: FailureReason::RecipientRefused,
        reply: Some(Reply::new(Some(550), "5.1.1 <anne@example.org> unknown")),
        dead_address,
    }
}

crate::both_engines! {
    async fn each_outcome_is_recorded_with_its_reply_and_its_attempt(db: Db) {
        let context = context();
        queued(&db, &context, 6).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let until = context.now + Duration::minutes(5);
        let reply = Some(Reply::new(Some(451), "4.3.0 later"));
        let outcomes = [
            accepted(),
            Outcome::Deferred { reply, until, fault: None },
            refused(false),
            Outcome::Uncertain,
        ];
        let left = ids(&page);
        let outcomes = left.iter().copied().zip(outcomes).collect();
        let recorded = record(&db, &context, page.token, outcomes, left[4..].to_vec()).await;
        assert_eq!(recorded, Recorded { changed: 6, strangers: 0 });
        let tally = tally(&db).await;
        let expected =
            [("queued", 2), ("accepted", 1), ("deferred", 1), ("failed", 1), ("uncertain", 1)];
        assert_eq!(tally, expected);
        let shown = all(&db).await;
        assert_eq!(shown[0].settled_at, Some(context.now));
        assert_eq!((shown[1].due_at, shown[1].reply_code), (until, Some(451)));
        assert_eq!(shown[2].reason.as_deref(), Some("recipient_refused"));
        assert_eq!(shown[2].failure_class, Some(FailureClass::Recipient));
        assert_eq!(shown[2].reply_text.as_deref(), Some("5.1.1 <***@example.org> unknown"));
        assert_eq!((shown[3].settled_at, shown[4].attempts), (None, 0));
        let detail = get(db.read(), shown[0].id).await.unwrap();
        assert_eq!(detail.attempts[0].reply_text.as_deref(), Some("2.0.0 Ok: queued as 4F"));
        let told = event::Entity::find()
            .filter(event::Column::SubjectKind.eq("message"))
            .all(db.read())
            .await
            .unwrap();
        let mut kinds: Vec<_> = told.iter().map(|event| event.kind.as_str()).collect();
        kinds.sort_unstable();
        let expected =
            ["message_accepted", "message_deferred", "message_failed", "message_uncertain"];
        assert_eq!(kinds, expected, "what never began has no story");
    }

    async fn what_was_put_off_is_sent_later_and_its_attempts_go_on(db: Db) {
        let context = context();
        queued(&db, &context, 1).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let until = context.now + Duration::minutes(5);
        let fault = Some(SenderFault::Policy);
        let outcome = Outcome::Deferred { reply: None, until, fault };
        record(&db, &context, page.token, vec![(ids(&page)[0], outcome)], vec![]).await;
        assert_eq!(all(&db).await[0].reason.as_deref(), Some("policy"));
        assert_eq!(claim(&db, &context, 10).await, None);
        let looks = crate::outbox::due(db.read(), until, 10).await.unwrap();
        assert!(looks.iter().any(|look| look.due_at == until), "a look is asked for then");
        let then = later(&context, Duration::minutes(5));
        let page = claim(&db, &then, 10).await.unwrap();
        assert_eq!(page.messages[0].attempt, 2);
        record(&db, &then, page.token, vec![(ids(&page)[0], accepted())], vec![]).await;
        assert_eq!(tally(&db).await, [("accepted", 1)]);
        assert_eq!(all(&db).await[0].reason, None);
    }

    async fn a_dead_address_gets_nothing_more_and_a_full_mailbox_does(db: Db) {
        let context = context();
        for (dead, expected) in [(true, "skipped"), (false, "claimed")] {
            let name = if dead { "dead" } else { "full" };
            let to = recipient(&db, &context, name).await;
            queue_all(&db, &context, vec![new(&context, to, Channel::Email)]).await;
            let page = claim(&db, &context, 10).await.unwrap();
            record(&db, &context, page.token, vec![(ids(&page)[0], refused(dead))], vec![]).await;
            let next = new(&context, to, Channel::Email);
            queue_all(&db, &context, vec![next.clone()]).await;
            let page = claim(&db, &context, 10).await.unwrap();
            assert_eq!(page.skipped, usize::from(dead));
            let shown = all(&db).await;
            let shown = shown.iter().find(|message| message.purpose == next.purpose).unwrap();
            assert_eq!(shown.state.code(), expected);
            if dead {
                assert_eq!(shown.reason.as_deref(), Some("contact_point_invalid"));
            }
        }
        states(&db).await;
    }

    async fn whoever_may_not_be_written_to_any_more_is_skipped_at_the_last_moment(db: Db) {
        let context = context();
        queued(&db, &context, 3).await;
        let parties: Vec<_> = all(&db).await.iter().map(|message| message.party).collect();
        let txn = db.begin().await.unwrap();
        for (party, column) in [(parties[0], "restricted_at"), (parties[1], "deleted_at")] {
            let sql = format!("update party set {column} = $1 where id = $2");
            let values = vec![context.now.into(), party.0.into()];
            statement::execute(&*txn, sql, values).await.unwrap();
        }
        txn.commit().await.unwrap();
        let page = claim(&db, &context, 10).await.unwrap();
        assert_eq!((page.messages.len(), page.skipped), (1, 2));
        let reasons: Vec<_> = all(&db).await.into_iter().map(|message| message.reason).collect();
        let expected = [Some("party_restricted".to_owned()), Some("party_deleted".to_owned()), None];
        assert_eq!(reasons, expected);
        let txn = db.begin().await.unwrap();
        let sql = "update party set restricted_at = $1";
        statement::execute(&*txn, sql, vec![context.now.into()]).await.unwrap();
        txn.commit().await.unwrap();
        let until = context.now + Duration::minutes(5);
        let left = ids(&page);
        let looked = look_again(&db, &context, page.token, "test", until, &left).await.unwrap();
        assert_eq!(looked.unwrap().len(), 1, "and again while the page is being sent");
        assert_eq!(tally(&db).await, [("skipped", 3)]);
    }

    async fn a_cancelled_batch_loses_what_has_not_left(db: Db) {
        let context = context();
        queued(&db, &context, 3).await;
        let page = claim(&db, &context, 1).await.unwrap();
        let txn = db.begin().await.unwrap();
        let cancelled = cancel_batch(&txn, &context, BATCH).await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(cancelled.len(), 2);
        record(&db, &context, page.token, vec![(ids(&page)[0], accepted())], vec![]).await;
        assert_eq!(tally(&db).await, [("accepted", 1), ("skipped", 2)]);
    }

    async fn a_pause_holds_until_its_time_or_until_somebody_lifts_it(db: Db) {
        let context = context();
        let active = async |context: &Context| {
            let pauses = active_pauses(db.read(), context.now).await.unwrap();
            pauses.into_iter().map(|pause| (pause.fault, pause.reply)).collect::<Vec<_>>()
        };
        let until = Some(context.now + Duration::hours(1));
        let reply = Reply::new(Some(550), "5.7.26 unauthenticated");
        let fault = SenderFault::Policy;
        assert!(pause(&db, &context, fault, Some(&reply), until).await.unwrap());
        assert!(!pause(&db, &context, fault, None, until).await.unwrap(), "it is the same one");
        assert_eq!(active(&context).await, [(fault, None)]);
        assert_eq!(active(&later(&context, Duration::hours(1))).await, []);
        let missing = SenderFault::LetterheadMissing;
        pause(&db, &context, missing, Some(&reply), None).await.unwrap();
        let text = Some("550 5.7.26 unauthenticated".to_owned());
        assert_eq!(active(&later(&context, Duration::days(9))).await, [(missing, text)]);
        assert_eq!(resume(&db, &context, Some(fault)).await.unwrap(), 1);
        assert_eq!(resume(&db, &context, None).await.unwrap(), 1);
        assert_eq!(active(&context).await, []);
    }
}
