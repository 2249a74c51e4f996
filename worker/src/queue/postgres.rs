//! The queue in the schema `apalis` of the database.

use apalis_postgres::PostgresStorage;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::{Asked, CONNECTIONS, NAME};

pub(super) async fn open(url: &str) -> anyhow::Result<PgPool> {
    // The subscription to new jobs keeps one connection for itself.
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS + 1).connect(url).await?;
    PostgresStorage::setup(&pool).await?;
    Ok(pool)
}

/// A pool of the same kind to the same place.
pub(super) fn another(pool: &PgPool) -> PgPool {
    let place = pool.connect_options().as_ref().clone();
    pool.options().clone().connect_lazy_with(place)
}

/// One statement of our own: a known key, which apalis' own would make an error of the whole
/// batch, is passed over.
pub(super) async fn push(pool: &PgPool, asked: &[Asked]) -> anyhow::Result<()> {
    let ids: Vec<_> = asked.iter().map(Asked::ulid).collect();
    let bodies: Vec<_> = asked.iter().map(Asked::body).collect();
    let due: Vec<_> = asked.iter().map(|one| one.due_at).collect();
    let keys: Vec<_> = asked.iter().map(Asked::key).collect();
    sqlx::query(
        "INSERT INTO apalis.jobs (id, job_type, job, status, attempts, max_attempts, run_at, \
         priority, idempotency_key) \
         SELECT id, $2, job, 'Pending', 0, 1, run_at, 0, key \
         FROM unnest($1::text[], $3::bytea[], $4::timestamptz[], $5::text[]) \
         AS asked (id, job, run_at, key) ON CONFLICT DO NOTHING",
    )
    .bind(ids)
    .bind(NAME)
    .bind(bodies)
    .bind(due)
    .bind(keys)
    .execute(pool)
    .await?;
    Ok(())
}

pub(super) async fn forget_ended(pool: &PgPool, before: i64) -> anyhow::Result<()> {
    sqlx::query(
        "DELETE FROM apalis.jobs WHERE status IN ('Done', 'Failed', 'Killed') \
         AND done_at < to_timestamp($1::float8)",
    )
    .bind(before)
    .execute(pool)
    .await?;
    sqlx::query(
        "DELETE FROM apalis.workers w WHERE last_seen < to_timestamp($1::float8) \
         AND NOT EXISTS (SELECT 1 FROM apalis.jobs j WHERE j.lock_by = w.id)",
    )
    .bind(before)
    .execute(pool)
    .await?;
    Ok(())
}

pub(super) async fn length(pool: &PgPool) -> anyhow::Result<i64> {
    let sql = "SELECT COUNT(*) FROM apalis.jobs WHERE status IN ('Pending', 'Queued', 'Running')";
    Ok(sqlx::query_scalar(sql).fetch_one(pool).await?)
}
