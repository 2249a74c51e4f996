//! Rows by the thousand: written within the parameters that a statement takes, and with their foreign
//! keys checked by plans that PostgreSQL keeps.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Iterable};

use crate::error::StoreError;
use crate::sql::{ROWS, locks_rows};

/// Parameters of one statement: SQLite takes 32,766.
const PARAMETERS: usize = 32_000;

/// Rows from which on two more statements cost less than a plan for each of their keys.
const MANY: usize = 50;

/// Plans are kept, and none of them reads a whole table.
const KEEP: &str = "set local plan_cache_mode = auto; set local enable_seqscan = off";

/// As [`crate::db`] has it.
const KEEP_NO_MORE: &str =
    "set local plan_cache_mode to default; set local enable_seqscan to default";

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
/// every key of every row, which takes longer than all the rest. The plans that are kept go by an index,
/// also where the table still had one page when they were made.
pub(crate) async fn keeping_plans<C: ConnectionTrait, T>(
    conn: &C,
    rows: usize,
    write: impl AsyncFnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    if rows < MANY || !locks_rows(conn) {
        return write().await;
    }
    conn.execute_unprepared(KEEP).await?;
    let written = write().await?;
    conn.execute_unprepared(KEEP_NO_MORE).await?;
    Ok(written)
}
