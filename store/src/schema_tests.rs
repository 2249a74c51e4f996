//! The schema on both engines: up, down and up again; a migration that fails leaves nothing.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};

use crate::db::{Db, Engine};
use crate::entity::{dunning_level, dunning_procedure, reference_rate};
use crate::schema::SchemaState;
use crate::testing::{Fresh, runtime};

/// Everything that makes the schema, in a fixed order: what two equal schemas have in common.
async fn described(db: &Db) -> Vec<String> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "select sql as line from sqlite_master where sql is not null and \
             name not like 'sqlite_%' order by 1"
        }
        Engine::Postgres => {
            "select line from (
               select table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable \
                 || ' ' || coalesce(column_default, '') || ' ' || coalesce(collation_name, '') as line \
                 from information_schema.columns where table_schema = 'public'
               union all select indexdef from pg_indexes where schemaname = 'public'
               union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) \
                 from pg_constraint where connamespace = 'public'::regnamespace
             ) lines order by line collate \"C\""
        }
    };
    let engine = db.read().get_database_backend();
    let rows = db.read().query_all_raw(Statement::from_string(engine, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "line").unwrap()).collect()
}

crate::both_engines! {
    async fn up_then_down_then_up_again_gives_the_same_schema_and_the_same_rows(db: Db) {
        let tables = migrations::names().count();
        let first = described(&db).await;
        assert!(first.len() > 80, "a schema is described");
        Migrator::down(db.read(), None).await.unwrap();
        assert_eq!(db.schema().await.unwrap(), SchemaState::Empty);
        assert!(described(&db).await.iter().all(|line| line.contains("seaql_migrations")));
        assert_eq!(db.migrate().await.unwrap().applied, tables);
        assert_eq!(described(&db).await, first);
        assert_eq!(reference_rate::Entity::find().count(db.read()).await.unwrap(), 2 * 30 + 26);
        assert_eq!(dunning_level::Entity::find().count(db.read()).await.unwrap(), 4);
        let procedure = dunning_procedure::Entity::find_by_id(dunning_procedure::DEFAULT);
        assert!(procedure.one(db.read()).await.unwrap().unwrap().is_default);
    }

    async fn each_migration_is_undone_and_done_again_by_itself(db: Db) {
        let first = described(&db).await;
        let steps = u32::try_from(migrations::names().count()).unwrap();
        for last in 1..=steps {
            Migrator::down(db.read(), Some(last)).await.unwrap();
            assert_ne!(db.schema().await.unwrap(), SchemaState::Current);
            Migrator::up(db.read(), None).await.unwrap();
            assert_eq!(described(&db).await, first);
        }
    }

    async fn a_schema_is_older_newer_or_current(db: Db) {
        assert_eq!(db.schema().await.unwrap(), SchemaState::Current);
        assert_eq!(db.migrate().await.unwrap().applied, 0);
        Migrator::down(db.read(), Some(1)).await.unwrap();
        assert_eq!(db.schema().await.unwrap(), SchemaState::Older);
        assert_eq!(db.migrate().await.unwrap().applied, 1);
        let newer = "insert into seaql_migrations (version, applied_at) values ('m9999_later', 0)";
        db.read().execute_unprepared(newer).await.unwrap();
        assert_eq!(db.schema().await.unwrap(), SchemaState::Newer);
        db.migrate().await.unwrap_err();
    }
}

fn on_an_empty_database(engine: Engine, test: impl AsyncFnOnce(Fresh)) {
    runtime().block_on(async {
        if let Some(fresh) = Fresh::empty(engine).await {
            test(fresh).await;
        }
    });
}

/// A table in the way of the last migration makes it fail after all the others have run.
async fn a_failure_leaves_nothing(fresh: Fresh) {
    let db = fresh.open().await;
    db.read().execute_unprepared("create table idempotency (id integer)").await.unwrap();
    let before = described(&db).await;
    db.migrate().await.unwrap_err();
    assert_eq!(described(&db).await, before);
    assert_eq!(db.schema().await.unwrap(), SchemaState::Empty);
    db.read().execute_unprepared("drop table idempotency").await.unwrap();
    db.migrate().await.unwrap();
    assert_eq!(db.schema().await.unwrap(), SchemaState::Current);
    fresh.remove().await;
}

/// As several processes do that start together.
async fn eight_migrate_at_once(fresh: Fresh) {
    let mut all = Vec::new();
    for _ in 0..8 {
        let db = fresh.open().await;
        all.push(tokio::spawn(async move { db.migrate().await.unwrap().applied }));
    }
    let mut applied = 0;
    for one in all {
        applied += one.await.unwrap();
    }
    assert_eq!(applied, migrations::names().count());
    fresh.remove().await;
}

mod a_migration_that_fails_leaves_nothing_and_the_next_start_goes_on {
    use super::*;

    #[test]
    fn sqlite() {
        on_an_empty_database(Engine::Sqlite, a_failure_leaves_nothing);
    }

    #[test]
    fn postgres() {
        on_an_empty_database(Engine::Postgres, a_failure_leaves_nothing);
    }
}

mod processes_that_start_together_migrate_once {
    use super::*;

    #[test]
    fn sqlite() {
        on_an_empty_database(Engine::Sqlite, eight_migrate_at_once);
    }

    #[test]
    fn postgres() {
        on_an_empty_database(Engine::Postgres, eight_migrate_at_once);
    }
}
