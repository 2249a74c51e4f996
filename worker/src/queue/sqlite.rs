//! The queue in a file of its own.

use std::path::Path;
use std::time::Duration;

use apalis_sqlite::SqliteStorage;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};

use super::{Asked, CONNECTIONS, NAME};

/// Opens the file with our own options: apalis' `setup` would turn `synchronous` off.
pub(super) async fn open(path: &Path) -> anyhow::Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(Duration::from_secs(10))
        .foreign_keys(true);
    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await?;
    SqliteStorage::migrations().run(&pool).await?;
    // The index on every job ever locked makes each acknowledgement slower than the last one.
    sqlx::raw_sql(
        "DROP INDEX IF EXISTS LIdx; \
         CREATE INDEX IF NOT EXISTS relais_jobs_held ON Jobs (lock_by) \
         WHERE status IN ('Running', 'Queued');",
    )
    .execute(&pool)
    .await?;
    Ok(pool)
}

pub(super) async fn push(pool: &SqlitePool, asked: &[Asked]) -> anyhow::Result<()> {
    let mut transaction: Transaction<'_, Sqlite> = pool.begin_with("BEGIN IMMEDIATE").await?;
    for one in asked {
        sqlx::query(
            "INSERT INTO Jobs (job, id, job_type, status, attempts, max_attempts, run_at, \
             priority, metadata, idempotency_key) \
             VALUES (?, ?, ?, 'Pending', 0, 1, ?, 0, '{}', ?) ON CONFLICT DO NOTHING",
        )
        .bind(one.body())
        .bind(one.ulid())
        .bind(NAME)
        .bind(one.due_at.timestamp())
        .bind(one.key())
        .execute(&mut *transaction)
        .await?;
    }
    Ok(transaction.commit().await?)
}

pub(super) async fn forget_ended(pool: &SqlitePool, before: i64) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM Jobs WHERE status IN ('Done', 'Failed', 'Killed') AND done_at < ?")
        .bind(before)
        .execute(pool)
        .await?;
    sqlx::query(
        "DELETE FROM Workers WHERE last_seen < ? \
         AND id NOT IN (SELECT lock_by FROM Jobs WHERE lock_by IS NOT NULL)",
    )
    .bind(before)
    .execute(pool)
    .await?;
    Ok(())
}

pub(super) async fn length(pool: &SqlitePool) -> anyhow::Result<i64> {
    let sql = "SELECT COUNT(*) FROM Jobs WHERE status IN ('Pending', 'Queued', 'Running')";
    Ok(sqlx::query_scalar(sql).fetch_one(pool).await?)
}
