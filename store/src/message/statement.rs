//! Statements with a whole page in one parameter: their text never changes with the size of the
//! page, so that each engine plans them once, and a page costs one parse.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use uuid::Uuid;

use crate::error::StoreError;

/// Ids as one parameter, for [`in_list`].
pub(super) fn list_of(backend: DbBackend, ids: impl IntoIterator<Item = Uuid>) -> Value {
    let (open, quote, close) = match backend {
        DbBackend::Postgres => ("{", "", "}"),
        _ => ("[", "\"", "]"),
    };
    let mut text = String::from(open);
    let mut buffer = Uuid::encode_buffer();
    for (index, id) in ids.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(quote);
        text.push_str(id.simple().encode_lower(&mut buffer));
        text.push_str(quote);
    }
    text.push_str(close);
    text.into()
}

/// The condition that `column` is one of the ids of parameter `number`, made by [`list_of`].
pub(super) fn in_list(backend: DbBackend, column: &str, number: usize) -> String {
    match backend {
        DbBackend::Postgres => format!("{column} = any(${number}::uuid[])"),
        _ => format!("{column} in (select unhex(value) from json_each(${number}))"),
    }
}

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
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.query_all_raw(statement).await?)
}

/// Runs a statement and answers how many rows it changed.
pub(super) async fn execute<C: ConnectionTrait>(
    conn: &C,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.execute_raw(statement).await?.rows_affected())
}
