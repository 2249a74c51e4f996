//! Pages are claimed once, under one token, and only that token writes.

use super::*;

crate::both_engines! {
    async fn what_is_queued_is_counted_and_asked_for(db: Db) {
        let context = context();
        queued(&db, &context, 3).await;
        assert_eq!(tally(&db).await, [("queued", 3)]);
        let looks = crate::outbox::due(db.read(), context.now, 10).await.unwrap();
        assert_eq!(looks.len(), 1);
        assert_eq!((looks[0].kind.as_str(), looks[0].object), (DELIVER, BATCH));
    }

    async fn a_purpose_a_recipient_and_a_channel_make_one_message(db: Db) {
        let context = context();
        let to = recipient(&db, &context, "anne").await;
        let message = new(&context, to, Channel::Email);
        queue_all(&db, &context, vec![message.clone()]).await;
        let txn = db.begin().await.unwrap();
        assert!(queue(&*txn, &context, vec![message]).await.is_err());
    }

    async fn a_page_is_claimed_once_and_recorded_by_its_token_alone(db: Db) {
        let context = context();
        queued(&db, &context, 5).await;
        let first = claim(&db, &context, 3).await.unwrap();
        let second = claim(&db, &context, 3).await.unwrap();
        assert_eq!((first.messages.len(), second.messages.len()), (3, 2));
        assert_eq!(claim(&db, &context, 3).await, None);
        assert_eq!(tally(&db).await, [("claimed", 5)]);
        let outcomes: Vec<_> = ids(&first).into_iter().map(|id| (id, accepted())).collect();
        let wrong = record(&db, &context, second.token, outcomes.clone(), vec![]).await;
        assert_eq!(wrong, Recorded { changed: 0, strangers: 3 });
        let right = record(&db, &context, first.token, outcomes.clone(), vec![]).await;
        assert_eq!(right, Recorded { changed: 3, strangers: 0 });
        let again = record(&db, &context, first.token, outcomes, vec![]).await;
        assert_eq!(again.changed, 0);
        assert_eq!(tally(&db).await, [("claimed", 2), ("accepted", 3)]);
    }

    async fn workers_that_claim_at_once_never_share_a_message(db: Db) {
        let context = context();
        queued(&db, &context, 40).await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let (db, context) = (db.clone(), context.clone());
            tasks.spawn(async move {
                let mut claimed = Vec::new();
                while let Some(page) = claim(&db, &context, 7).await {
                    let outcomes = ids(&page).into_iter().map(|id| (id, accepted())).collect();
                    record(&db, &context, page.token, outcomes, vec![]).await;
                    claimed.extend(ids(&page));
                }
                claimed
            });
        }
        let mut claimed = tasks.join_all().await.concat();
        claimed.sort_unstable();
        claimed.dedup();
        assert_eq!(claimed.len(), 40);
        assert_eq!(tally(&db).await, [("accepted", 40)]);
        assert!(all(&db).await.iter().all(|message| message.attempts == 1));
    }

    async fn nothing_is_claimed_before_its_time(db: Db) {
        let context = context();
        let to = recipient(&db, &context, "anne").await;
        let not_before = context.now + Duration::hours(1);
        let message = NewMessage { not_before, ..new(&context, to, Channel::Email) };
        queue_all(&db, &context, vec![message]).await;
        assert_eq!(claim(&db, &context, 10).await, None);
        assert!(batches_due(db.read(), context.now).await.unwrap().is_empty());
        assert_eq!(next_due(db.read(), context.now).await.unwrap(), Some(not_before));
        let hour = later(&context, Duration::hours(1));
        assert_eq!(batches_due(db.read(), hour.now).await.unwrap(), [BATCH]);
        assert_eq!(claim(&db, &hour, 10).await.unwrap().messages.len(), 1);
    }

    async fn a_lease_that_ended_leaves_mails_uncertain_and_paper_to_do_again(db: Db) {
        let context = context();
        let to = recipient(&db, &context, "anne").await;
        let messages = [Channel::Email, Channel::Letter, Channel::PhoneTask]
            .map(|channel| new(&context, to, channel));
        queue_all(&db, &context, messages.to_vec()).await;
        let mail = claim(&db, &context, 10).await.unwrap();
        let paper = claim_of(&db, &context, 10, Scope::Paper).await.unwrap();
        assert_eq!(paper.messages.len(), 2);
        let lost = LostAnswer::Uncertain;
        let early = later(&context, Duration::minutes(4));
        assert_eq!(return_expired(&db, &early, "other", lost).await.unwrap(), Expired::default());
        let late = later(&context, Duration::minutes(6));
        let expired = return_expired(&db, &late, "other", lost).await.unwrap();
        assert_eq!(expired, Expired { uncertain: 1, again: 2 });
        assert_eq!(tally(&db).await, [("queued", 2), ("uncertain", 1)]);
        let outcomes = vec![(ids(&mail)[0], accepted())];
        let slept = record(&db, &late, mail.token, outcomes, vec![]).await;
        assert_eq!(slept, Recorded { changed: 0, strangers: 1 }, "it slept past its lease");
    }

    async fn at_least_once_sends_again_what_may_be_lost_only_where_the_setting_says_so(db: Db) {
        let context = context();
        queued(&db, &context, 1).await;
        claim(&db, &context, 10).await.unwrap();
        let late = later(&context, Duration::minutes(6));
        let expired = return_expired(&db, &late, "other", LostAnswer::SendAgain).await.unwrap();
        assert_eq!(expired, Expired { uncertain: 0, again: 1 });
        assert_eq!(tally(&db).await, [("deferred", 1)]);
    }

    async fn a_claim_is_renewed_only_while_it_holds(db: Db) {
        let context = context();
        queued(&db, &context, 2).await;
        let page = claim(&db, &context, 10).await.unwrap();
        let minute = later(&context, Duration::minutes(4));
        let until = minute.now + Duration::minutes(5);
        let left = ids(&page);
        let looked = look_again(&db, &minute, page.token, "test", until, &left).await.unwrap();
        assert_eq!(looked, Some(std::collections::HashSet::new()));
        let late = later(&context, Duration::minutes(8));
        let lost = LostAnswer::Uncertain;
        assert_eq!(return_expired(&db, &late, "x", lost).await.unwrap(), Expired::default());
        let over = later(&context, Duration::minutes(10));
        let looked = look_again(&db, &over, page.token, "test", over.now, &left).await.unwrap();
        assert_eq!(looked, None);
    }
}
