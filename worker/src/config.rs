//! What a worker is told at its start, and what it works with.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::id::Ids;
use domain::link::Links;
use secrecy::SecretString;
use store::db::Db;
use templates::Catalog;

/// Tells the time: read at the edge of the program, and handed in.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The settings of a worker.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of `mail/`, `letters/`, `journal/` and, on SQLite, `queue.db`.
    pub data_dir: PathBuf,
    /// Address of the database, for the queue on PostgreSQL.
    pub database_url: SecretString,
    /// Address of the mail server; files when none.
    pub smtp_url: Option<SecretString>,
    /// Connections to it at the same time, from 1.
    pub smtp_connections: u16,
    /// How long one step of a conversation with it may take.
    pub smtp_timeout: Duration,
    /// For how long a claim holds: more than twice `smtp_timeout`.
    pub lease: Duration,
    /// Send a mail again under the same Message-ID when its answer was lost.
    pub retry_uncertain: bool,
}

/// What a worker works with.
#[derive(Clone)]
pub struct Deps {
    /// The database, open and current.
    pub db: Db,
    /// The texts.
    pub catalog: Catalog,
    /// The time.
    pub clock: Clock,
    /// Where new ids come from.
    pub ids: Arc<Ids>,
    /// The links of mails to the public pages.
    pub links: Links,
}

impl fmt::Debug for Deps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deps").field("db", &self.db).finish_non_exhaustive()
    }
}

impl Config {
    /// Where mails are written without a server.
    pub(crate) fn mail_dir(&self) -> PathBuf {
        self.data_dir.join("mail")
    }

    /// Where letters are written.
    pub(crate) fn letter_dir(&self) -> PathBuf {
        self.data_dir.join("letters")
    }

    /// Where delivery journals lie.
    pub(crate) fn journal_dir(&self) -> PathBuf {
        self.data_dir.join("journal")
    }
}
