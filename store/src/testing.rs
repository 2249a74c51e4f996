//! Fresh databases for tests, on both engines.
//!
//! Each test gets its own, copied from one that was migrated once: a file for SQLite, a template for
//! PostgreSQL. The server of PostgreSQL is named by `RELAIS_TEST_POSTGRES_URL`; without it a test on
//! PostgreSQL fails, unless `RELAIS_TEST_SQLITE_ONLY=1` says that it is left out knowingly.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use domain::context::{Actor, Context};
use domain::id::Ids;
use futures::FutureExt;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::db::{Db, Engine};
use crate::secret::Secret;

/// Makes two tests of each function, `name::sqlite` and `name::postgres`, each with a fresh database.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: $of:ty) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn body($db: $of) $body

            #[test]
            fn sqlite() {
                $crate::testing::run($crate::db::Engine::Sqlite, body);
            }

            #[test]
            fn postgres() {
                $crate::testing::run($crate::db::Engine::Postgres, body);
            }
        }
    )+};
}

/// Connections of a test's pool.
const CONNECTIONS: u32 = 5;

/// The secret of the tests.
///
/// # Panics
/// Never: it is long enough.
#[must_use]
pub fn secret() -> Secret {
    Secret::new("0123456789abcdef0123456789abcdef").expect("a secret for the test")
}

/// A context on 23 November 2026, 08:00 UTC, with ids of its own.
#[must_use]
pub fn context() -> Context {
    context_at(DateTime::from_timestamp_secs(1_795_420_800).unwrap_or_default())
}

/// A context at `now`; each call has other ids than the ones before.
#[must_use]
pub fn context_at(now: DateTime<Utc>) -> Context {
    let seed = Sha256::digest(serial().to_le_bytes()).into();
    Context::new(now, Arc::new(Ids::seeded(seed)), Actor::System)
}

/// Runs `test` with a fresh, migrated database of `engine`, and removes the database afterwards.
///
/// # Panics
/// When the test does, or no database can be made.
pub fn run<T: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Db) -> T) {
    runtime().block_on(async {
        let Some(fresh) = Fresh::migrated(engine).await else { return };
        let outcome = AssertUnwindSafe(test(fresh.open().await)).catch_unwind().await;
        fresh.remove().await;
        if let Err(panic) = outcome {
            std::panic::resume_unwind(panic);
        }
    });
}

/// A runtime for one test.
///
/// # Panics
/// When the system gives no threads.
#[must_use]
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime for the test")
}

/// A database made for one test. The file of SQLite goes with this value; the database of PostgreSQL
/// when [`Fresh::remove`] is called.
#[derive(Debug)]
pub struct Fresh {
    url: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(TempDir),
    Server(DatabaseConnection, String),
}

impl Fresh {
    /// A fresh database with the current schema; none when PostgreSQL is left out knowingly.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn migrated(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => {
                let fresh = Self::empty(engine).await?;
                if let Place::Folder(folder) = &fresh.place {
                    let file = folder.path().join(FILE);
                    std::fs::write(file, sqlite_template().await).expect("a copy of the template");
                }
                Some(fresh)
            }
            Engine::Postgres => {
                let url = server_url()?;
                let server = connect(&url).await;
                let template = postgres_template(&url, &server).await;
                Some(Self::on_server(&url, server, Some(&template)).await)
            }
        }
    }

    /// A fresh database without any table; none when PostgreSQL is left out knowingly.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn empty(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let url = sqlite_url(folder.path());
                Some(Self { url, place: Place::Folder(folder) })
            }
            Engine::Postgres => {
                let url = server_url()?;
                let server = connect(&url).await;
                Some(Self::on_server(&url, server, None).await)
            }
        }
    }

    /// Its address, as `RELAIS_DATABASE_URL` takes it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens it.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn open(&self) -> Db {
        let db = Db::open(&self.url, CONNECTIONS).await.expect("the database of the test opens");
        db.recognise_by(&secret());
        db
    }

    /// Removes it, whoever still has it open.
    ///
    /// # Panics
    /// When it cannot be removed.
    pub async fn remove(self) {
        if let Place::Server(server, name) = self.place {
            execute(&server, &format!("drop database {name} with (force)")).await;
            server.close().await.expect("the server's connection closes");
        }
    }

    async fn on_server(url: &str, server: DatabaseConnection, template: Option<&str>) -> Self {
        let name = format!("relais_test_{}_{}", std::process::id(), serial());
        let template = template.unwrap_or("template0");
        execute(&server, &format!("drop database if exists {name} with (force)")).await;
        execute(&server, &format!("create database {name} template {template}")).await;
        Self { url: with_database(url, &name), place: Place::Server(server, name) }
    }
}

/// Name of SQLite's file in the folder of a test.
const FILE: &str = "relais.db";

fn sqlite_url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join(FILE).display())
}

/// The bytes of a migrated file, made once for the process.
async fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    TEMPLATE
        .get_or_init(async || {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let db = Db::open(&sqlite_url(folder.path()), 1).await.expect("the template opens");
            db.migrate().await.expect("the template migrates");
            db.close().await.expect("the template closes");
            std::fs::read(folder.path().join(FILE)).expect("the template is read")
        })
        .await
}

/// The name of a migrated database of the server, made by whichever test process comes first.
async fn postgres_template(url: &str, server: &DatabaseConnection) -> String {
    static MADE: OnceCell<()> = OnceCell::const_new();
    let name = format!("relais_template_{:016x}", migrations::fingerprint());
    MADE.get_or_init(async || {
        // One connection, so that the lock and what it guards are of one session.
        execute(server, "select pg_advisory_lock(7265)").await;
        let there = format!("select 1 from pg_database where datname = '{name}'");
        let there = Statement::from_string(DbBackend::Postgres, there);
        if server.query_one_raw(there).await.expect("the server answers").is_none() {
            let making = format!("{name}_making_{}", std::process::id());
            execute(server, &format!("drop database if exists {making} with (force)")).await;
            execute(server, &format!("create database {making} template template0")).await;
            let db = Db::open(&with_database(url, &making), 1).await.expect("the template opens");
            db.migrate().await.expect("the template migrates");
            db.close().await.expect("the template closes");
            execute(server, &format!("alter database {making} rename to {name}")).await;
        }
        execute(server, "select pg_advisory_unlock(7265)").await;
    })
    .await;
    name
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("the server of RELAIS_TEST_POSTGRES_URL answers")
}

async fn execute(server: &DatabaseConnection, sql: &str) {
    server.execute_unprepared(sql).await.expect(sql);
}

/// The address of the server with another database.
fn with_database(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("an address that ends with a database");
    format!("{server}/{name}")
}

#[expect(clippy::disallowed_methods, reason = "the tests' own settings, not the program's")]
fn server_url() -> Option<String> {
    if let Ok(url) = std::env::var("RELAIS_TEST_POSTGRES_URL") {
        return Some(url);
    }
    assert!(
        std::env::var("RELAIS_TEST_SQLITE_ONLY").is_ok_and(|value| value == "1"),
        "RELAIS_TEST_POSTGRES_URL names no server (RELAIS_TEST_SQLITE_ONLY=1 leaves PostgreSQL out)"
    );
    eprintln!("left out: RELAIS_TEST_SQLITE_ONLY=1");
    None
}

/// A number that no other test of this process got.
fn serial() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}
