//! The outbox, and what the sweep sees.

use super::*;
use crate::outbox;

async fn ask(db: &Db, context: &Context, object: Uuid, later: bool) {
    let txn = db.begin().await.unwrap();
    if later {
        outbox::ask_later(&*txn, context, DELIVER, object, context.now).await.unwrap();
    } else {
        outbox::ask(&*txn, context, DELIVER, object, context.now).await.unwrap();
    }
    txn.commit().await.unwrap();
}

crate::both_engines! {
    async fn each_look_has_a_number_of_its_own(db: Db) {
        let context = context();
        for _ in 0..3 {
            ask(&db, &context, BATCH, false).await;
        }
        ask(&db, &context, Uuid::nil(), false).await;
        let looks = outbox::due(db.read(), context.now, 10).await.unwrap();
        let mut numbers: Vec<_> = looks.iter().map(|look| (look.object, look.number)).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [(Uuid::nil(), 1), (BATCH, 1), (BATCH, 2), (BATCH, 3)]);
    }

    async fn a_look_that_is_relayed_is_not_due_and_a_new_one_takes_the_next_number(db: Db) {
        let context = context();
        ask(&db, &context, BATCH, true).await;
        ask(&db, &context, BATCH, true).await;
        let looks = outbox::due(db.read(), context.now, 10).await.unwrap();
        assert_eq!(looks.len(), 1, "one that waits serves");
        assert_eq!(outbox::backlog(db.read(), context.now).await.unwrap().due, 1);
        outbox::mark_relayed(db.read(), context.now, vec![looks[0].id]).await.unwrap();
        assert_eq!(outbox::due(db.read(), context.now, 10).await.unwrap(), []);
        ask(&db, &context, BATCH, true).await;
        assert_eq!(outbox::due(db.read(), context.now, 10).await.unwrap()[0].number, 2);
        let week = context.now + Duration::days(8);
        outbox::forget(db.read(), week).await.unwrap();
        let backlog = outbox::backlog(db.read(), week).await.unwrap();
        assert_eq!((backlog.due, backlog.oldest), (1, Some(context.now)));
    }

    async fn every_batch_with_something_due_is_seen(db: Db) {
        let context = context();
        let to = recipient(&db, &context, "anne").await;
        let batches: Vec<_> = (1..=5).map(Uuid::from_u128).collect();
        let messages = batches.iter().map(|batch| {
            let not_before = context.now + Duration::minutes(i64::from(*batch == batches[2]));
            NewMessage { batch: *batch, not_before, ..new(&context, to, Channel::Email) }
        });
        queue_all(&db, &context, messages.collect()).await;
        let seen = batches_due(db.read(), context.now).await.unwrap();
        let expected: Vec<_> = batches.iter().copied().filter(|one| *one != batches[2]).collect();
        assert_eq!(seen, expected);
        let waits = waiting(db.read(), context.now).await.unwrap();
        assert_eq!(waits, Waiting { due: 4, next: Some(context.now + Duration::minutes(1)) });
        assert!(is_due(db.read(), context.now, Scope::Mail).await.unwrap());
        assert!(!is_due(db.read(), context.now, Scope::Paper).await.unwrap());
    }
}
