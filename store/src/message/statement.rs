//! Statements of the ledger: run, and locking what they select.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};

use crate::error::StoreError;
use crate::sql::numbered;

/// The words that lock what was selected, where rows can be locked.
pub(super) fn for_update(backend: DbBackend, others: Others) -> &'static str {
    match (backend, others) {
        (DbBackend::Postgres, Others::Wait) => " for update",
        (DbBackend::Postgres, Others::Skip) => " for update skip locked",
        _ => "",
    }
}

/// What to do about rows that another transaction holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Others {
    /// Wait for them.
    Wait,
    /// Leave them to it.
    Skip,
}

/// Runs a statement that answers rows.
pub(super) async fn rows<C: ConnectionTrait>(
    conn: &C,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    let backend = conn.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, numbered(backend, sql.into()), values);
    Ok(conn.query_all_raw(statement).await?)
}

/// Runs a statement and answers how many rows it changed.
pub(super) async fn execute<C: ConnectionTrait>(
    conn: &C,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    let backend = conn.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, numbered(backend, sql.into()), values);
    Ok(conn.execute_raw(statement).await?.rows_affected())
}
