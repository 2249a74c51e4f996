//! Rows by the thousand: written within the parameters that a statement takes, and with their foreign
//! keys checked by plans that PostgreSQL keeps.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Iterable};

use crate::error::StoreError;
use crate::sql::locks_rows;

/// Parameters of one statement: SQLite takes 32,766.
const PARAMETERS: usize = 32_000;

/// Rows of one statement at most: a reader waits for no more than these.
const ROWS: usize = 1_000;

/// Rows from which on two more statements cost less than a plan for each of their keys.
const MANY: usize = 50;

/// Inserts all `rows`, in order.
///
/// # Errors
/// When one cannot be inserted: the transaction is lost then.
pub(crate) async fn insert_all<A, C>(conn: &C, rows: Vec<A>) -> Result<(), StoreError>
where
    A: ActiveModelTrait + Send,
    C: ConnectionTrait,
{
    let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
    let portion = ROWS.min(PARAMETERS / columns);
    keeping_plans(conn, rows.len(), async || {
        let mut rows = rows.into_iter();
        loop {
            let page: Vec<A> = rows.by_ref().take(portion).collect();
            if page.is_empty() {
                return Ok(());
            }
            A::Entity::insert_many(page).exec_without_returning(conn).await?;
        }
    })
    .await
}

/// Writes rows whose foreign keys PostgreSQL checks by plans that it keeps.
///
/// Our own statements are planned anew each time ([`crate::db`]), and so would be the question behind
/// every key of every row, which takes longer than all the rest. That question finds its row by an index
/// whatever the size of the table; only those who insert and delete many rows ask it often.
pub(crate) async fn keeping_plans<C: ConnectionTrait, T>(
    conn: &C,
    rows: usize,
    write: impl AsyncFnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    if rows < MANY || !locks_rows(conn) {
        return write().await;
    }
    conn.execute_unprepared("set local plan_cache_mode = auto").await?;
    let written = write().await?;
    conn.execute_unprepared("set local plan_cache_mode = force_custom_plan").await?;
    Ok(written)
}
