//! How the database is opened and written, on both engines.

use std::collections::HashSet;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement,
};
use uuid::Uuid;

use crate::db::{Db, Engine};
use crate::entity::{contact_point, counter, party};
use crate::error::StoreError;
use crate::many::keeping_plans;
use crate::testing::{Fresh, context, context_at, runtime};
use crate::{both_engines, counter as counters};

both_engines! {
    async fn transactions_that_read_and_then_write_all_succeed_and_none_is_lost(db: Db) {
        let mut all = Vec::new();
        for _ in 0..200 {
            let db = db.clone();
            all.push(tokio::spawn(async move {
                let write = db.begin().await.unwrap();
                let row = counter::Entity::find_by_id("a").one(&*write).await.unwrap();
                tokio::task::yield_now().await;
                counters::next(&*write, "b").await.unwrap();
                let number = counters::next(&*write, "a").await.unwrap();
                write.commit().await.unwrap();
                assert!(row.is_none_or(|row| row.value < number));
                number
            }));
        }
        let mut numbers = HashSet::new();
        for one in all {
            numbers.insert(one.await.unwrap());
        }
        assert_eq!(numbers, (1..=200).collect());
    }

    async fn a_number_of_a_transaction_rolled_back_is_taken_by_the_next(db: Db) {
        let write = db.begin().await.unwrap();
        assert_eq!(counters::next(&*write, "reference").await.unwrap(), 1);
        drop(write);
        let write = db.begin().await.unwrap();
        assert_eq!(counters::next(&*write, "reference").await.unwrap(), 1);
        assert_eq!(counters::reserve(&*write, "reference", 10).await.unwrap(), 2);
        assert_eq!(counters::next(&*write, "reference").await.unwrap(), 12);
        assert_eq!(counters::next(&*write, "other").await.unwrap(), 1);
        write.commit().await.unwrap();
    }

    async fn instants_come_back_as_written_and_compare_in_their_order(db: Db) {
        let whole = context();
        let write = db.begin().await.unwrap();
        for (nth, millis) in [0, 1, 10, 100, 999].into_iter().enumerate() {
            let context = context_at(whole.now + chrono::Duration::milliseconds(millis));
            let point = contact_point::ActiveModel {
                id: Set(Uuid::from_u128(nth as u128)),
                kind: Set("email".into()),
                value: Set(String::new()),
                value_key: Set(nth.to_string()),
                verified_at: Set(None),
                invalid_since: Set(None),
                invalid_reason: Set(None),
                created_at: Set(context.now),
            };
            contact_point::Entity::insert(point).exec_without_returning(&*write).await.unwrap();
        }
        write.commit().await.unwrap();
        let at = whole.now + chrono::Duration::milliseconds(10);
        let before = contact_point::Entity::find()
            .filter(contact_point::Column::CreatedAt.lt(at))
            .all(db.read())
            .await
            .unwrap();
        assert_eq!(before.len(), 2);
        assert!(before.iter().any(|row| row.created_at == whole.now));
    }

    async fn ordered_text_is_ordered_by_its_bytes(db: Db) {
        let write = db.begin().await.unwrap();
        for name in ["a b", "a-b", "ab", "a", "Z", "b"] {
            let row = party_named(name);
            party::Entity::insert(row).exec_without_returning(&*write).await.unwrap();
        }
        write.commit().await.unwrap();
        let sql = "select name_folded from party order by name_folded";
        let statement = Statement::from_string(db.read().get_database_backend(), sql);
        let rows = db.read().query_all_raw(statement).await.unwrap();
        let names: Vec<String> = rows.iter().map(|row| row.try_get("", "name_folded").unwrap()).collect();
        assert_eq!(names, ["Z", "a", "a b", "a-b", "ab", "b"]);
    }
}

fn party_named(name: &str) -> party::ActiveModel {
    let context = context();
    party::ActiveModel {
        id: Set(context.id()),
        kind: Set("person".into()),
        name: Set(name.into()),
        name_folded: Set(name.into()),
        language: Set(None),
        parent_id: Set(None),
        merged_into: Set(None),
        restricted_at: Set(None),
        deleted_at: Set(None),
        version: Set(1),
        created_at: Set(context.now),
        updated_at: Set(context.now),
    }
}

async fn pragma(db: &Db, name: &str) -> i64 {
    let statement = Statement::from_string(sea_orm::DbBackend::Sqlite, format!("pragma {name}"));
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index::<i32>(0).map(i64::from).unwrap()
}

#[test]
fn every_connection_of_sqlite_is_durable_checks_keys_and_waits_for_the_lock() {
    runtime().block_on(async {
        let fresh = Fresh::migrated(Engine::Sqlite).await.unwrap();
        let db = fresh.open().await;
        let first = db.begin().await.unwrap();
        // The first connection is taken by the transaction: the second is asked here.
        for (name, value) in [("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)] {
            assert_eq!(pragma(&db, name).await, value, "{name}");
        }
        let mode = Statement::from_string(sea_orm::DbBackend::Sqlite, "pragma journal_mode");
        for row in [first.query_one_raw(mode.clone()).await, db.read().query_one_raw(mode).await] {
            let mode: String = row.unwrap().unwrap().try_get_by_index(0).unwrap();
            assert_eq!(mode, "wal");
        }
    });
}

#[test]
fn plans_are_kept_while_many_rows_are_written_and_not_longer() {
    runtime().block_on(async {
        let Some(fresh) = Fresh::migrated(Engine::Postgres).await else { return };
        let db = fresh.open().await;
        let txn = db.begin().await.unwrap();
        let told = async || {
            let mut told = Vec::new();
            for setting in ["plan_cache_mode", "enable_seqscan"] {
                let sql = format!("select current_setting('{setting}')");
                let sql = Statement::from_string(sea_orm::DbBackend::Postgres, sql);
                let row = txn.query_one_raw(sql).await.unwrap().unwrap();
                told.push(row.try_get_by_index::<String>(0).unwrap());
            }
            told
        };
        let few = keeping_plans(&*txn, 1, async || Ok(told().await)).await.unwrap();
        let many = keeping_plans(&*txn, 1_000, async || Ok(told().await)).await.unwrap();
        assert_eq!((few, many), (told().await, vec!["auto".to_owned(), "off".to_owned()]));
        assert_eq!(told().await, ["force_custom_plan", "on"]);
        drop(txn);
        fresh.remove().await;
    });
}

/// By the flags of `.cargo/config.toml`.
#[test]
fn readers_of_sqlite_share_no_lock() {
    runtime().block_on(async {
        let fresh = Fresh::empty(Engine::Sqlite).await.unwrap();
        let db = fresh.open().await;
        let options = Statement::from_string(sea_orm::DbBackend::Sqlite, "pragma compile_options");
        let options = db.read().query_all_raw(options).await.unwrap();
        let options: Vec<String> =
            options.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert!(!options.contains(&"ENABLE_MEMORY_MANAGEMENT".to_owned()), "{options:?}");
        assert!(options.contains(&"DEFAULT_MEMSTATUS=0".to_owned()), "{options:?}");
    });
}

/// Given up after each of its questions.
#[test]
fn a_beginning_that_is_given_up_swallows_nothing_that_is_written_next() {
    runtime().block_on(async {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let Some(fresh) = Fresh::migrated(engine).await else { continue };
            let (db, another) = (Db::open(fresh.url(), 1).await.unwrap(), fresh.open().await);
            for nth in 1..=100 {
                let mut given_up = Box::pin(db.begin());
                for _ in 0..=nth % 5 {
                    if futures::poll!(given_up.as_mut()).is_ready() {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                drop(given_up);
                counters::next(db.read(), "written").await.unwrap();
                let row = counter::Entity::find_by_id("written").one(another.read()).await.unwrap();
                assert_eq!(row.unwrap().value.cast_unsigned(), nth, "{engine:?}");
            }
            fresh.remove().await;
        }
    });
}

#[test]
fn the_file_of_sqlite_and_its_log_are_readable_by_their_owner_alone() {
    runtime().block_on(async {
        let fresh = Fresh::empty(Engine::Sqlite).await.unwrap();
        let db = fresh.open().await;
        db.migrate().await.unwrap();
        let file = fresh.url().strip_prefix("sqlite://").unwrap().to_owned();
        for suffix in ["", "-wal", "-shm"] {
            let mode = std::fs::metadata(format!("{file}{suffix}")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{suffix}");
        }
    });
}

#[test]
fn an_address_of_no_engine_and_a_folder_that_is_not_there_are_errors() {
    runtime().block_on(async {
        for url in ["mysql://localhost/relais", "relais.db", "sqlite:///not/there/relais.db"] {
            let opened = Db::open(url, 1).await;
            assert!(matches!(opened, Err(StoreError::Unavailable(_))), "{url}");
        }
    });
}
