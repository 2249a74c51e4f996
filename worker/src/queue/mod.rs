//! The queue: apalis on the engine of the database. It says "look now" and nothing else.
//!
//! The truth is in the tables of the store. A job may be lost, doubled or late; it carries the id of
//! what it is about, and the sweep asks again for whatever is due. So a handler always ends well:
//! what must wait has its next instant in the store, never in the queue.

mod job;
mod postgres;
mod run;
mod sqlite;

use std::path::PathBuf;

use anyhow::Context as _;
use sqlx::{PgPool, SqlitePool};

pub(crate) use job::{Asked, Job, JobKind};

/// The name of our queue; the default of apalis is the name of a Rust type.
const NAME: &str = "relais";

/// Connections that the queue holds: its own, so that a busy store never starves the heartbeat.
const CONNECTIONS: u32 = 3;

/// How long ended jobs are kept, in seconds: the key of a job lives as long as its row.
const KEEP_ENDED: i64 = 24 * 3600;

/// Where the queue lies.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A file of its own beside the database; it needs no backup.
    Sqlite(PathBuf),
    /// The schema `apalis` of the database, by the address of the database.
    Postgres(String),
}

/// An open queue, cheap to clone.
#[derive(Debug, Clone)]
pub(crate) enum Queue {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Queue {
    /// Opens the queue and brings its tables up to date.
    ///
    /// # Errors
    /// When the place cannot be reached.
    pub(crate) async fn open(place: &Place) -> anyhow::Result<Self> {
        match place {
            Place::Sqlite(path) => sqlite::open(path).await.map(Self::Sqlite),
            Place::Postgres(url) => postgres::open(url).await.map(Self::Postgres),
        }
        .context("the queue cannot be opened")
    }

    /// Puts jobs in; one whose key is there already is left out, so that a repeat changes nothing.
    ///
    /// # Errors
    /// When the queue cannot be written: none of the jobs is in then.
    pub(crate) async fn push(&self, asked: &[Asked]) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(pool) => sqlite::push(pool, asked).await,
            Self::Postgres(pool) => postgres::push(pool, asked).await,
        }
        .context("the queue cannot be written")
    }

    /// Forgets jobs that ended a day before `now` (seconds since 1970).
    ///
    /// # Errors
    /// When the queue cannot be written.
    pub(crate) async fn forget_ended(&self, now: i64) -> anyhow::Result<()> {
        let before = now - KEEP_ENDED;
        match self {
            Self::Sqlite(pool) => sqlite::forget_ended(pool, before).await,
            Self::Postgres(pool) => postgres::forget_ended(pool, before).await,
        }
        .context("the queue cannot be tidied")
    }

    /// How many jobs wait or run.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub(crate) async fn length(&self) -> anyhow::Result<i64> {
        match self {
            Self::Sqlite(pool) => sqlite::length(pool).await,
            Self::Postgres(pool) => postgres::length(pool).await,
        }
        .context("the queue cannot be read")
    }
}

#[cfg(test)]
mod tests;
