//! The database: opened, migrated, read, and written in transactions.
//!
//! The rule: **a write transaction begins only by [`Db::begin`]**. On SQLite it begins IMMEDIATE, since a
//! deferred one that reads and then writes fails as soon as another has written; and writers of one
//! process queue at a mutex instead of polling the file's lock.

use std::ops::Deref;
use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr,
    RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::error::StoreError;
use crate::secret::Secret;
use crate::suppression::Fingerprints;

/// How long a connection waits for the lock of another process's write transaction (SQLite).
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Plans are made anew for each statement, since one that was made while a table was nearly empty
/// reads the whole of it for ever after; compiling a statement costs more than any of ours; and where
/// disks have no head to move, a page of ids is read by its index, not with the whole table.
const PLANNING: [(&str, &str); 3] =
    [("plan_cache_mode", "force_custom_plan"), ("jit", "off"), ("random_page_cost", "1.1")];

/// How long an act waits for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

/// The database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file, no server.
    Sqlite,
    /// A server shared by any number of processes.
    Postgres,
}

/// An open database: cheap to clone, one for the process.
#[derive(Debug, Clone)]
pub struct Db {
    connection: DatabaseConnection,
    engine: Engine,
    writers: Arc<Mutex<()>>,
    fingerprints: Arc<OnceLock<Fingerprints>>,
}

impl Db {
    /// Opens `sqlite:///path/of/file` (made when it is not there, readable by its owner alone) or
    /// `postgres://...`, with at most `connections` connections. It does not migrate.
    ///
    /// # Errors
    /// When the database cannot be reached or the address is of neither engine.
    pub async fn open(url: &str, connections: u32) -> Result<Self, StoreError> {
        let engine = engine_of(url).ok_or_else(|| unusable("neither sqlite: nor postgres:"))?;
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(connections.max(1))
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .sqlx_logging(false)
            .record_stmt_in_spans(false);
        match engine {
            Engine::Sqlite => {
                make_private_file(url)?;
                options.map_sqlx_sqlite_opts(sqlite_options);
            }
            Engine::Postgres => {
                options.set_application_name("relais");
                options.map_sqlx_postgres_opts(|options| options.options(PLANNING));
            }
        }
        let connection = Database::connect(options).await?;
        Ok(Self { connection, engine, writers: Arc::default(), fingerprints: Arc::default() })
    }

    /// The engine behind it.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// For single reads.
    #[must_use]
    pub const fn read(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Lets suppressed addresses be recognised, by the secret of the installation: the first one given
    /// counts for as long as the database is open.
    pub fn recognise_by(&self, secret: &Secret) {
        self.fingerprints.get_or_init(|| Fingerprints::of(secret));
    }

    /// By what suppressed addresses are recognised.
    ///
    /// # Errors
    /// When the secret was not verified: whoever could not be recognised is not written to.
    pub fn fingerprints(&self) -> Result<&Fingerprints, StoreError> {
        known(&self.fingerprints)
    }

    /// Begins a write transaction: the only way to begin one.
    ///
    /// # Errors
    /// When no connection is free in time, or another process holds SQLite's lock for too long.
    pub async fn begin(&self) -> Result<Write, StoreError> {
        let turn = match self.engine {
            Engine::Sqlite => Some(Arc::clone(&self.writers).lock_owned().await),
            Engine::Postgres => None,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: match self.engine {
                Engine::Sqlite => Some(SqliteTransactionMode::Immediate),
                Engine::Postgres => None,
            },
            ..TransactionOptions::default()
        };
        let connection = self.connection.clone();
        let begin = async move { connection.begin_with_options(options).await };
        let transaction = match self.engine {
            Engine::Sqlite => begin.await?,
            // Whoever asks may be gone in the middle, a client that hangs up for one. A BEGIN that
            // nobody waits for would stay open in the pool, and swallow what is written next
            // (sqlx issue 4393): so it is waited for, and rolled back.
            Engine::Postgres => tokio::spawn(begin).await.map_err(unusable)??,
        };
        Ok(Write { transaction, turn, fingerprints: Arc::clone(&self.fingerprints) })
    }

    /// Closes all connections; the last one to leave SQLite's file folds its log into it.
    ///
    /// # Errors
    /// When a connection does not close in order.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }
}

/// A write transaction. Dropped without [`Write::commit`], it is rolled back.
#[derive(Debug)]
pub struct Write {
    // Dropped in this order: the transaction ends before the next writer's turn.
    transaction: DatabaseTransaction,
    turn: Option<OwnedMutexGuard<()>>,
    fingerprints: Arc<OnceLock<Fingerprints>>,
}

impl Write {
    /// Lets one transaction that names `key` act at a time, until it ends. SQLite has one writer anyway.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn alone(&self, key: i64) -> Result<(), StoreError> {
        if self.turn.is_none() {
            let lock = format!("select pg_advisory_xact_lock({key})");
            self.transaction.execute_unprepared(&lock).await?;
        }
        Ok(())
    }

    /// [`Db::fingerprints`].
    ///
    /// # Errors
    /// As there.
    pub(crate) fn fingerprints(&self) -> Result<&Fingerprints, StoreError> {
        known(&self.fingerprints)
    }

    /// Makes what was written last.
    ///
    /// # Errors
    /// When the database cannot make it last: nothing was written then.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { transaction, turn, .. } = self;
        let outcome = transaction.commit().await;
        drop(turn);
        Ok(outcome?)
    }
}

impl Deref for Write {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}

/// The engine that the scheme of an address names.
fn engine_of(url: &str) -> Option<Engine> {
    match url.split_once(':')?.0 {
        "sqlite" => Some(Engine::Sqlite),
        "postgres" | "postgresql" => Some(Engine::Postgres),
        _ => None,
    }
}

fn sqlite_options(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        // A commit that was answered outlives a power cut: the ledger of what was sent depends on it.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // 16 MiB each, taken as needed: with its 2 MB, SQLite writes a page of postings over and over.
        .pragma("cache_size", "-16384")
        // Of a page, so that its reader and its writer do not wake each other for every fifty rows.
        .row_buffer_size(1_000)
        .busy_timeout(BUSY_TIMEOUT)
}

/// Makes the file with mode 0600 before SQLite would make it readable by all; its log and its shared
/// memory take the mode of the file.
fn make_private_file(url: &str) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt;
    let options = SqliteConnectOptions::from_str(url).map_err(unusable)?;
    let path: &Path = options.get_filename();
    std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| unusable(format!("{}: {error}", path.display())))?;
    Ok(())
}

fn known(fingerprints: &OnceLock<Fingerprints>) -> Result<&Fingerprints, StoreError> {
    let known = fingerprints.get();
    known.ok_or_else(|| unusable("the secret was not verified: no suppression is recognised"))
}

fn unusable(why: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(DbErr::Conn(RuntimeErr::Internal(why.to_string())))
}
