//! The state of the schema, and bringing it up to date.
//!
//! All migrations that are missing run in one write transaction, behind a lock: on SQLite the
//! transaction itself, on PostgreSQL an advisory lock that ends with it. Killed in the middle, nothing
//! is left, and the next start goes on.

use std::collections::HashSet;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::db::Db;
use crate::error::StoreError;

/// Key of PostgreSQL's advisory lock around migrations: `relais` in ASCII.
const MIGRATION_LOCK: i64 = 0x7265_6c61_6973;

/// The schema found, compared with the one that this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaState {
    /// It is the one that this program knows.
    Current,
    /// It lacks migrations of this program.
    Older,
    /// A newer program has changed it.
    Newer,
    /// There is none.
    Empty,
}

/// What [`Db::migrate`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// How many migrations it ran.
    pub applied: usize,
}

#[derive(FromQueryResult)]
struct Applied {
    version: String,
}

impl Db {
    /// Compares the schema with the one that this program knows; writes nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn schema(&self) -> Result<SchemaState, StoreError> {
        let applied = applied(self.read()).await?;
        let known: HashSet<&str> = migrations::names().collect();
        Ok(if applied.is_empty() {
            SchemaState::Empty
        } else if applied.iter().any(|name| !known.contains(name.as_str())) {
            SchemaState::Newer
        } else if applied.len() < known.len() {
            SchemaState::Older
        } else {
            SchemaState::Current
        })
    }

    /// Brings the schema up to date: all that is missing, or nothing.
    ///
    /// # Errors
    /// When a migration fails, or a newer program has changed the schema.
    pub async fn migrate(&self) -> Result<Migrated, StoreError> {
        if self.schema().await? == SchemaState::Current {
            return Ok(Migrated { applied: 0 });
        }
        let write = self.begin().await?;
        write.alone(MIGRATION_LOCK).await?;
        let before = applied(&*write).await?.len();
        Migrator::up(&*write, None).await?;
        let after = applied(&*write).await?.len();
        write.commit().await?;
        Ok(Migrated { applied: after.saturating_sub(before) })
    }
}

/// The names of the migrations that the database has seen.
async fn applied<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>, StoreError> {
    let table = match connection.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            "select 1 as there from pg_tables \
             where schemaname = current_schema() and tablename = 'seaql_migrations'"
        }
        _ => "select 1 as there from sqlite_master where name = 'seaql_migrations'",
    };
    let engine = connection.get_database_backend();
    if connection.query_one_raw(Statement::from_string(engine, table)).await?.is_none() {
        return Ok(Vec::new());
    }
    let all = Statement::from_string(engine, "select version from seaql_migrations");
    let rows = Applied::find_by_statement(all).all(connection).await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}
