//! One migration: statements that both engines take, and the tables and columns to drop to undo it.
//!
//! The statements are SQL with the few types that the engines name differently in braces. Each
//! migration runs in a transaction on both engines, so that one which fails leaves nothing behind.

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::sea_query::InsertStatement;

/// A migration that makes tables and loads the first rows of some.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// Its name in the table of migrations: never changed once released.
    pub(crate) name: &'static str,
    /// What makes the tables and indexes, and adds columns to tables of older steps, in order.
    pub(crate) up: &'static [&'static str],
    /// The tables made, in the order in which they were made.
    pub(crate) tables: &'static [&'static str],
    /// The rows loaded.
    pub(crate) seed: Option<fn() -> Vec<InsertStatement>>,
}

impl Step {
    /// All its statements as `engine` takes them, without the rows.
    pub(crate) fn statements(&self, engine: DbBackend) -> impl Iterator<Item = String> {
        self.up.iter().map(move |sql| in_words_of(engine, sql))
    }
}

/// Writes the types in braces as `engine` names them.
///
/// SQLite gets the names that SeaORM gives, whose affinity leaves the values as they are written.
/// Ordered text is compared by its bytes on both engines: the same order for the same keys, and
/// prefixes that an index finds. A table by key is kept in the order of its primary key where the engine
/// can.
fn in_words_of(engine: DbBackend, sql: &str) -> String {
    let words = match engine {
        DbBackend::Postgres => [
            ("{uuid}", "uuid"),
            ("{ordered}", "text collate \"C\""),
            ("{date}", "date"),
            ("{instant}", "timestamp with time zone"),
            ("{json}", "jsonb"),
            ("{bytes}", "bytea"),
            ("{by_key}", ""),
        ],
        _ => [
            ("{uuid}", "uuid_text"),
            ("{ordered}", "text"),
            ("{date}", "date_text"),
            ("{instant}", "timestamp_with_timezone_text"),
            ("{json}", "jsonb_text"),
            ("{bytes}", "blob"),
            ("{by_key}", "without rowid"),
        ],
    };
    words.iter().fold(sql.to_owned(), |sql, (word, name)| sql.replace(word, name))
}

/// What takes back the column that a statement adds. It stands in the table without an index: both engines
/// drop a column with its own checks, and SQLite none that is used elsewhere.
fn column_dropped(sql: &str) -> Option<String> {
    let (table, column) = sql.strip_prefix("alter table ")?.split_once(" add column ")?;
    let column = column.split_whitespace().next()?;
    Some(format!("alter table {table} drop column {column}"))
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for sql in self.statements(connection.get_database_backend()) {
            connection.execute_unprepared(&sql).await?;
        }
        for row in self.seed.map(|rows| rows()).unwrap_or_default() {
            connection.execute(&row).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let columns: Vec<_> = self.up.iter().rev().filter_map(|sql| column_dropped(sql)).collect();
        for sql in columns {
            connection.execute_unprepared(&sql).await?;
        }
        for table in self.tables.iter().rev() {
            connection.execute_unprepared(&format!("drop table {table}")).await?;
        }
        Ok(())
    }

    // Left to itself, sea-orm-migration opens a transaction on PostgreSQL only.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
