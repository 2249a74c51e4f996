//! What waits: for the sweep, which asks for it again, and for the summary of a worker.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::claim::Scope;
use super::statement;
use crate::error::StoreError;

/// What has not left yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Rows that are due.
    pub due: u64,
    /// The instant of the next one that is not due yet.
    pub next: Option<DateTime<Utc>>,
}

/// The batches with something due at `now`. It steps from batch to batch along the index of what
/// waits, so that it costs the same for ten rows and for a million.
///
/// # Errors
/// When the database cannot be read.
pub async fn batches_due<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "with recursive batch (id) as ( \
             select * from (select batch_id from message where state in ('queued', 'deferred') \
                 order by batch_id limit 1) as first \
             union all \
             select (select m.batch_id from message m where m.state in ('queued', 'deferred') \
                 and m.batch_id > batch.id order by m.batch_id limit 1) \
             from batch where batch.id is not null) \
         select id from batch where id is not null and exists (select 1 from message m \
             where m.state in ('queued', 'deferred') and m.batch_id = batch.id \
             and m.due_at <= $1)";
    let rows = statement::rows(conn, SQL, vec![now.into()]).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// The instant at which the next row falls due, of those that are not due at `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_due<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    const SQL: &str = "select due_at from message where state in ('queued', 'deferred') \
         and due_at > $1 order by due_at limit 1";
    let rows = statement::rows(conn, SQL, vec![now.into()]).await?;
    Ok(rows.first().map(|row| row.try_get("", "due_at")).transpose()?)
}

/// What has not left yet at `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
) -> Result<Waiting, StoreError> {
    const SQL: &str = "select count(*) as due from message \
         where state in ('queued', 'deferred') and due_at <= $1";
    let rows = statement::rows(conn, SQL, vec![now.into()]).await?;
    let due: i64 = rows.first().map(|row| row.try_get("", "due")).transpose()?.unwrap_or(0);
    let due = u64::try_from(due).unwrap_or(0);
    Ok(Waiting { due, next: next_due(conn, now).await? })
}

/// Whether anything of `scope` is due at `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_due<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    scope: Scope,
) -> Result<bool, StoreError> {
    let sql = format!(
        "select 1 as one from message where state in ('queued', 'deferred') \
         and due_at <= $1 and {} limit 1",
        scope.condition()
    );
    Ok(!statement::rows(conn, sql, vec![now.into()]).await?.is_empty())
}
