//! The outbox: "look at this object", written in the transaction of the change that needs it.
//!
//! Each request has a look number of its own, since the queue keeps a key as long as its row: a
//! repeated key would be swallowed. A look says where work may be, never what it is, so that a lost
//! or a doubled one costs time and nothing else.

use chrono::{DateTime, Duration, Utc};
use domain::context::Context;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sea_orm::{DbErr, Statement};
use uuid::Uuid;

use crate::entity::outbox;
use crate::error::StoreError;

/// How far apart two looks at the same object must be to be two.
const NEAR: Duration = Duration::seconds(60);

/// How long a look that was handed to the queue is kept: longer than the queue keeps its key.
const KEEP: Duration = Duration::days(7);

/// A look that was asked for and not yet handed to the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its id.
    pub id: Uuid,
    /// Kind of job.
    pub kind: String,
    /// Object of the job.
    pub object: Uuid,
    /// Number of the look at this object.
    pub number: i32,
    /// Not before.
    pub due_at: DateTime<Utc>,
}

/// How much waits to be handed to the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Looks that are due.
    pub due: u64,
    /// Since when the oldest of them has been.
    pub oldest: Option<DateTime<Utc>>,
}

/// Asks for a job of `kind` to look at `object`, not before `due_at`.
///
/// # Errors
/// When the database cannot be written.
pub async fn ask<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    kind: &'static str,
    object: Uuid,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert(conn, context, kind, object, due_at, None).await
}

/// As [`ask`], unless a look at `object` is waiting that falls due at that time or within the
/// minute before it. For what is put off, never for what was just written.
///
/// # Errors
/// When the database cannot be written.
pub async fn ask_later<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    kind: &'static str,
    object: Uuid,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert(conn, context, kind, object, due_at, Some(due_at - NEAR)).await
}

async fn insert<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    kind: &'static str,
    object: Uuid,
    due_at: DateTime<Utc>,
    unless_since: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    // On conflict: two acts took the same number at the same time, and one look serves both; should
    // the other one be undone, the sweep finds what is due.
    const SQL: &str = "insert into outbox (id, kind, object_id, look, due_at, created_at) \
         select $1, $2, $3, \
             coalesce((select max(look) from outbox where kind = $2 and object_id = $3), 0) + 1, \
             $4, $5";
    const UNLESS: &str = " where not exists (select 1 from outbox where kind = $2 \
             and object_id = $3 and relayed_at is null and due_at between $6 and $4)";
    let id: Uuid = context.id();
    let mut values = vec![id.into(), kind.into(), object.into(), due_at.into(), context.now.into()];
    let mut sql = SQL.to_owned();
    match unless_since {
        Some(since) => {
            values.push(since.into());
            sql.push_str(UNLESS);
        }
        // SQLite would take ON CONFLICT for the ON of a join without a WHERE before it.
        None => sql.push_str(" where true"),
    }
    sql.push_str(" on conflict do nothing");
    let backend = conn.get_database_backend();
    conn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

/// At most `limit` looks that are due at `now`, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn due<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Look>, StoreError> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::RelayedAt.is_null())
        .filter(outbox::Column::DueAt.lte(now))
        .order_by_asc(outbox::Column::DueAt)
        .limit(limit)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Look::from).collect())
}

/// Notes that the looks `ids` were handed to the queue.
///
/// # Errors
/// When the database cannot be written.
pub async fn mark_relayed<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    ids: Vec<Uuid>,
) -> Result<(), StoreError> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::RelayedAt, now.into())
        .filter(outbox::Column::Id.is_in(ids))
        .filter(outbox::Column::RelayedAt.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

/// What waits to be handed to the queue at `now`.
///
/// # Errors
/// When the database cannot be read.
pub async fn backlog<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
) -> Result<Backlog, StoreError> {
    let sql = "select count(*) as waiting, min(due_at) as oldest from outbox \
               where relayed_at is null and due_at <= $1";
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [now.into()]);
    let Some(row) = conn.query_one_raw(statement).await? else { return Ok(Backlog::default()) };
    let waiting: i64 = row.try_get("", "waiting")?;
    let due = u64::try_from(waiting).map_err(|why| DbErr::Type(why.to_string()))?;
    Ok(Backlog { due, oldest: row.try_get("", "oldest")? })
}

/// Forgets the looks that were handed over a week before `now`.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<(), StoreError> {
    outbox::Entity::delete_many()
        .filter(outbox::Column::RelayedAt.lt(now - KEEP))
        .exec(conn)
        .await?;
    Ok(())
}

impl From<outbox::Model> for Look {
    fn from(row: outbox::Model) -> Self {
        let outbox::Model { id, kind, object_id, look, due_at, .. } = row;
        Self { id, kind, object: object_id, number: look, due_at }
    }
}
