//! The real program, built for release, run as a user runs it.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::account;
use super::engine::Engine;

/// What one run of the program cost.
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Of the program itself.
    pub cpu: Duration,
    /// Of the database server; nothing on SQLite.
    pub database_cpu: Duration,
    /// Peak resident memory of the program, bytes.
    pub memory: u64,
    /// What it printed.
    pub output: String,
}

/// An installation of its own: a folder and a database.
pub struct Installation {
    pub folder: tempfile::TempDir,
    pub engine: Engine,
    database: Option<String>,
}

impl Installation {
    /// An empty one on `engine`.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let database = engine.create_database();
        let new = Self { folder: tempfile::tempdir().unwrap(), engine, database };
        let _ = new.must(&["migrate"]);
        new
    }

    /// The program with its arguments and its surroundings.
    #[must_use]
    pub fn command(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
        command
            .args(arguments)
            .env("LC_ALL", "C")
            .env("RELAIS_DATA_DIR", self.folder.path())
            .env("RELAIS_LOG", "warn");
        command.env("RELAIS_SECRET", "a secret of the tests, long enough to be one");
        if let Some(url) = &self.database {
            command.env("RELAIS_DATABASE_URL", url);
        }
        for (name, value) in settings {
            command.env(name, value);
        }
        command
    }

    /// The address of its database.
    #[must_use]
    pub fn database_url(&self) -> String {
        let file = || format!("sqlite://{}", self.path("relais.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// Runs a command to its end, which must be a good one.
    pub fn run(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Cost {
        let output = self.folder.path().join("output");
        let server = self.engine.server();
        let database_before = server.as_deref().map_or(Duration::ZERO, account::cpu_of_server);
        let cpu_before = account::cpu_of_ended_children("self");
        let start = Instant::now();
        let mut child = self
            .command(arguments, settings)
            .stdout(std::fs::File::create(&output).unwrap())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut memory = 0;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            memory = account::peak_memory(child.id()).unwrap_or(0).max(memory);
            std::thread::sleep(Duration::from_millis(5));
        };
        let wall = start.elapsed();
        assert!(status.success(), "relais {arguments:?} ended with {status}");
        Cost {
            wall,
            cpu: account::cpu_of_ended_children("self") - cpu_before,
            database_cpu: server
                .as_deref()
                .map_or(Duration::ZERO, account::cpu_of_server)
                .saturating_sub(database_before),
            memory,
            output: std::fs::read_to_string(output).unwrap_or_default(),
        }
    }

    /// Runs a command that must succeed; what it printed.
    pub fn must(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments, &[]).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "relais {arguments:?} ended with {}: {error}",
            output.status
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must be refused with exit code 1; what it said on standard error.
    #[must_use]
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments, &[]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "relais {arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// Gives the firm a name, an address, a sender and a bank account.
    pub fn set_up_firm(&self) {
        let _ = self.must(&[
            "company",
            "set",
            "--name",
            "Maison Hébrard",
            "--siren",
            "732829320",
            "--street",
            "12 rue de la République",
            "--postal-code",
            "13001",
            "--city",
            "Marseille",
            "--country",
            "FR",
            "--sender-name",
            "Maison Hébrard, comptabilité clients",
            "--sender-email",
            "compta@hebrard.example",
            "--contact-name",
            "Comptabilité clients",
            "--phone",
            "+33491000000",
            "--iban",
            "FR1420041010050500013M02606",
            "--account-holder",
            "Maison Hébrard",
        ]);
    }

    /// A file of the installation's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        if let Some(url) = &self.database {
            self.engine.drop_database(url);
        }
    }
}

/// Things done a second.
#[must_use]
pub fn rate(count: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / time.as_secs_f64()
}
