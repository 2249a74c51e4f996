//! Statements written once, in words that both engines take, with parameters `$1`, `$2`, ...

use std::fmt::Display;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

use crate::error::StoreError;

/// Rows of one INSERT or ids of one list: with up to thirty parameters each within the 32,766 that
/// SQLite takes.
pub(crate) const ROWS: usize = 1_000;

/// A statement of `raw_sql!(Postgres, ...)` as the engine of `conn` takes it: SQLite knows `$1` too.
pub(crate) fn on<C: ConnectionTrait>(conn: &C, statement: Statement) -> Statement {
    Statement { db_backend: conn.get_database_backend(), ..statement }
}

/// Whether rows can be locked: SQLite has one writer and no such words.
pub(crate) fn locks_rows<C: ConnectionTrait>(conn: &C) -> bool {
    conn.get_database_backend() == DbBackend::Postgres
}

/// The fault of a stored value that the domain no longer reads.
pub(crate) fn unreadable(column: &'static str, why: impl Display) -> StoreError {
    StoreError::Unavailable(DbErr::Type(format!("{column}: {why}")))
}
