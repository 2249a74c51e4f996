//! The two engines: SQLite, and the PostgreSQL server that `RELAIS_TEST_POSTGRES_URL` names
//! (`scripts/with-postgres COMMAND` starts one). A missing server is a failure, not a silence,
//! unless `RELAIS_TEST_SQLITE_ONLY=1` says that it is meant.

use std::process::Command;

/// Where the data lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server, by the address of its maintenance database.
    Postgres(String),
}

impl Engine {
    /// Those at hand.
    #[must_use]
    pub fn all() -> Vec<Self> {
        if variable("RELAIS_TEST_SQLITE_ONLY").as_deref() == Some("1") {
            return vec![Self::Sqlite];
        }
        vec![Self::Sqlite, Self::postgres()]
    }

    /// The PostgreSQL server of the tests.
    #[must_use]
    pub fn postgres() -> Self {
        let url = variable("RELAIS_TEST_POSTGRES_URL");
        Self::Postgres(
            url.expect("RELAIS_TEST_POSTGRES_URL names a server; scripts/with-postgres starts one"),
        )
    }

    /// Its name in the figures.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// A new database; nothing on SQLite, where it is a file of the data folder.
    #[must_use]
    pub fn create_database(&self) -> Option<String> {
        let Self::Postgres(url) = self else { return None };
        let name = format!("bench_{}_{}", std::process::id(), rand::random::<u32>());
        self.query(&format!("CREATE DATABASE {name}"));
        let (server, _) = url.rsplit_once('/').unwrap();
        Some(format!("{server}/{name}"))
    }

    /// Drops a database made by [`Self::create_database`].
    pub fn drop_database(&self, url: &str) {
        if let Some((_, name)) = url.rsplit_once('/') {
            self.query(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }

    /// The id of the server's first process.
    #[must_use]
    pub fn server(&self) -> Option<String> {
        let Self::Postgres(_) = self else { return None };
        let folder = self.query("SHOW data_directory");
        let file = std::fs::read_to_string(format!("{}/postmaster.pid", folder.trim())).ok()?;
        file.lines().next().map(str::to_owned)
    }

    fn query(&self, sql: &str) -> String {
        let Self::Postgres(url) = self else { return String::new() };
        let output = Command::new("psql").args([url, "-XAtqc", sql]).output().unwrap();
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests and benchmarks are told their server by the environment"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
