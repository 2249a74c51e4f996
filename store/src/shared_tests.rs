//! What every capability uses: conflicts, the timeline and stored bytes, on both engines.

use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, PartyId};
use futures::TryStreamExt;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryOrder};
use uuid::Uuid;

use crate::db::Db;
use crate::entity::{blob_chunk, event, login_throttle, user_account, web_session};
use crate::error::StoreError;
use crate::testing::context;
use crate::{blob, both_engines, event as timeline};

fn user(email: &str) -> user_account::ActiveModel {
    let context = context();
    user_account::ActiveModel {
        id: Set(context.id()),
        email: Set(email.into()),
        email_key: Set(email.into()),
        name: Set("Someone".into()),
        language: Set("fr".into()),
        role: Set("sales".into()),
        created_at: Set(context.now),
        updated_at: Set(context.now),
        ..Default::default()
    }
}

fn code(outcome: Result<impl Sized, DbErr>) -> Option<&'static str> {
    match outcome.map_err(StoreError::from) {
        Err(StoreError::Conflict { code }) => Some(code),
        _ => None,
    }
}

both_engines! {
    async fn a_broken_constraint_has_the_code_of_its_conflict(db: Db) {
        user_account::Entity::insert(user("a@b.example")).exec(db.read()).await.unwrap();
        let again = user_account::Entity::insert(user("a@b.example")).exec(db.read()).await;
        assert_eq!(code(again), Some("email_taken"));

        let session = |digest: &str, user_id| web_session::ActiveModel {
            id: Set(context().id()),
            user_id: Set(user_id),
            digest: Set(digest.into()),
            csrf_digest: Set(String::new()),
            expires_at: Set(context().now),
            created_at: Set(context().now),
        };
        let orphan = web_session::Entity::insert(session("1", Uuid::nil())).exec(db.read()).await;
        assert_eq!(code(orphan), Some("broken_reference"));
        let user = user_account::Entity::find().one(db.read()).await.unwrap().unwrap().id;
        web_session::Entity::insert(session("1", user)).exec(db.read()).await.unwrap();
        let twice = web_session::Entity::insert(session("1", user)).exec(db.read()).await;
        assert_eq!(code(twice), Some("duplicate"));

        let key = || login_throttle::ActiveModel {
            key: Set("a".into()),
            failures: Set(1),
            since: Set(context().now),
            locked_until: Set(None),
        };
        login_throttle::Entity::insert(key()).exec(db.read()).await.unwrap();
        assert_eq!(code(login_throttle::Entity::insert(key()).exec(db.read()).await), Some("duplicate"));
    }

    async fn a_partial_or_a_primary_key_has_its_code_too(db: Db) {
        let run = |nth: u8, state: &str| format!(
            "insert into dunning_run (id, company_id, day, state, proposed_at, proposed_by, missing_rates) \
             values ({id}, {company}, '2026-11-23', '{state}', '2026-11-23T08:00:00+00:00', 'system', '[]')",
            id = literal(&db, nth),
            company = literal(&db, 0),
        );
        for (nth, state) in [(1, "confirmed"), (2, "proposed"), (3, "cancelled"), (4, "proposed")] {
            db.read().execute_unprepared(&run(nth, state)).await.unwrap();
        }
        let second = db.read().execute_unprepared(&run(5, "confirmed")).await;
        assert_eq!(code(second), Some("run_confirmed"));
        let unknown = db.read().execute_unprepared(&run(6, "eaten")).await;
        assert!(matches!(StoreError::from(unknown.unwrap_err()), StoreError::Unavailable(_)));

        let key = "insert into idempotency (principal, route, key, body_digest, created_at) \
                   values ('p', 'r', 'k', '', '2026-11-23T08:00:00+00:00')";
        db.read().execute_unprepared(key).await.unwrap();
        assert_eq!(code(db.read().execute_unprepared(key).await), Some("idempotency_key_used"));
    }

    async fn events_are_recorded_in_their_order_with_the_transaction_or_not_at_all(db: Db) {
        let context = context();
        let event = |nth: u128| NewEvent::new(EventKind::InvoicePosted, "invoice", Uuid::from_u128(nth))
            .of_customer(CustomerId(Uuid::from_u128(7)))
            .of_party(PartyId(Uuid::from_u128(8)))
            .with(serde_json::json!({ "amount": nth.to_string() }));
        let write = db.begin().await.unwrap();
        timeline::record(&*write, &context, (0..2_500).map(event).collect()).await.unwrap();
        timeline::record(&*write, &context, vec![]).await.unwrap();
        write.commit().await.unwrap();
        let write = db.begin().await.unwrap();
        timeline::record(&*write, &context, vec![event(9_999)]).await.unwrap();
        drop(write);
        let rows = event::Entity::find().order_by_asc(event::Column::Id).all(db.read()).await.unwrap();
        let subjects: Vec<_> = rows.iter().map(|row| row.subject_id.as_u128()).collect();
        assert_eq!(subjects, (0..2_500).collect::<Vec<_>>());
        let row = rows.last().unwrap();
        assert_eq!((row.kind.as_str(), row.actor.as_str(), row.at), ("invoice_posted", "system", context.now));
        assert_eq!(row.data, serde_json::json!({ "amount": "2499" }));
    }

    async fn stored_bytes_come_back_whole_by_id_and_by_digest(db: Db) {
        let bytes: Vec<u8> = (0..700_000_u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
        let write = db.begin().await.unwrap();
        let stored = blob::put(&*write, &context(), "image/png", bytes.as_slice()).await.unwrap();
        let empty = blob::put(&*write, &context(), "text/plain", [].as_slice()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(stored.size, 700_000);
        assert_eq!(blob_chunk::Entity::find().count(db.read()).await.unwrap(), 3);
        let read: Vec<u8> = blob::read(db.read(), stored.id).try_concat().await.unwrap();
        assert_eq!(read, bytes);
        let found = blob::find_by_digest(db.read(), &stored.sha256).await.unwrap();
        assert_eq!(found.as_ref(), Some(&stored));
        assert_eq!(blob::get(db.read(), stored.id).await.unwrap(), stored);
        assert_eq!(
            empty.sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        let none = blob::get(db.read(), Uuid::nil().into()).await;
        assert!(matches!(none, Err(StoreError::NotFound { noun: "blob" })));
    }
}

/// An id as the engine writes it in SQL.
fn literal(db: &Db, nth: u8) -> String {
    match db.engine() {
        crate::db::Engine::Sqlite => format!("x'{:032x}'", nth),
        crate::db::Engine::Postgres => format!("'{}'", Uuid::from_u128(nth.into())),
    }
}
