use chrono::TimeDelta;
use domain::context::Context;

use super::*;
use crate::both_engines;
use crate::counter;
use crate::db::Db;
use crate::error::Refusal;
use crate::testing::context;

fn request(digest: &str) -> Idempotency {
    Idempotency {
        principal: "user:1".into(),
        route: "POST /invoices".into(),
        key: "k-1".into(),
        digest: digest.into(),
    }
}

async fn count(db: &Db, context: &Context, request: &Idempotency) -> Result<i64, StoreError> {
    once(db, context, Some(request), async |txn| counter::next(&**txn, "acts").await).await
}

async fn refuse(db: &Db, context: &Context, request: &Idempotency) -> Result<i64, StoreError> {
    once(db, context, Some(request), async |txn| {
        counter::next(&**txn, "acts").await?;
        Err(Refusal::new("too_late").with("day", "2026-11-23").into())
    })
    .await
}

both_engines! {
    async fn the_same_request_twice_is_done_once(db: Db) {
        let context = context();
        assert_eq!(count(&db, &context, &request("a")).await.unwrap(), 1);
        assert_eq!(count(&db, &context, &request("a")).await.unwrap(), 1);
        let without = once(&db, &context, None, async |txn| counter::next(&**txn, "acts").await).await;
        assert_eq!(without.unwrap(), 2);
    }

    async fn ten_at_once_are_one(db: Db) {
        let (context, request) = (context(), request("a"));
        let all = futures::future::join_all((0..10).map(|_| count(&db, &context, &request))).await;
        assert!(all.into_iter().all(|number| number.unwrap() == 1));
    }

    async fn the_key_with_another_body_is_refused(db: Db) {
        let context = context();
        count(&db, &context, &request("a")).await.unwrap();
        match count(&db, &context, &request("b")).await {
            Err(StoreError::Refused(refusal)) => assert_eq!(refusal.code, OTHER_BODY),
            other => panic!("{other:?}"),
        }
    }

    async fn a_refusal_is_answered_again_and_left_nothing(db: Db) {
        let context = context();
        for _ in 0..2 {
            match refuse(&db, &context, &request("a")).await {
                Err(StoreError::Refused(refusal)) => {
                    assert_eq!(refusal, Refusal::new("too_late").with("day", "2026-11-23"));
                }
                other => panic!("{other:?}"),
            }
        }
        match count(&db, &context, &request("a")).await {
            Err(StoreError::Refused(refusal)) => assert_eq!(refusal.code, "too_late"),
            other => panic!("{other:?}"),
        }
        let mut other = request("a");
        other.key = "k-2".into();
        assert_eq!(count(&db, &context, &other).await.unwrap(), 1, "the refused act left nothing");
    }

    async fn what_could_not_be_decided_can_be_tried_again(db: Db) {
        let context = context();
        let stale: Result<i64, _> =
            once(&db, &context, Some(&request("a")), async |_| Err(StoreError::Stale)).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        assert_eq!(count(&db, &context, &request("a")).await.unwrap(), 1);
    }

    async fn a_key_is_free_again_after_a_day(db: Db) {
        let mut context = context();
        count(&db, &context, &request("a")).await.unwrap();
        context.now += KEPT + TimeDelta::seconds(1);
        assert_eq!(count(&db, &context, &request("b")).await.unwrap(), 2);
        assert_eq!(forget_old(&db, context.now).await.unwrap(), 0);
        assert_eq!(forget_old(&db, context.now + KEPT + TimeDelta::seconds(1)).await.unwrap(), 1);
    }
}
