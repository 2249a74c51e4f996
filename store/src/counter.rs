//! Counters, for numbers that are taken inside the transaction that uses them.
//!
//! A number taken by a transaction that is rolled back is given to the next one: the row is locked
//! until the end, so that numbers follow each other without a hole.

use sea_orm::{ConnectionTrait, Statement};

use crate::error::StoreError;

/// Takes the next number of `name`; the first is 1.
///
/// # Errors
/// When the database cannot be written.
pub async fn next<C: ConnectionTrait>(conn: &C, name: &str) -> Result<i64, StoreError> {
    reserve(conn, name, 1).await
}

/// Takes `count` numbers of `name` that follow each other, and answers the first.
///
/// # Errors
/// When the database cannot be written.
pub async fn reserve<C: ConnectionTrait>(
    conn: &C,
    name: &str,
    count: u32,
) -> Result<i64, StoreError> {
    let sql = "insert into counter (name, value) values ($1, $2) \
               on conflict (name) do update set value = counter.value + excluded.value \
               returning value";
    let count = i64::from(count);
    let values = [name.into(), count.into()];
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let row = conn.query_one_raw(statement).await?;
    let last: i64 = match row {
        Some(row) => row.try_get("", "value")?,
        None => return Err(StoreError::NotFound { noun: "counter" }),
    };
    Ok(last - count + 1)
}
