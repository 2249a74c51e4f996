//! A firm with a confirmed run of reminders, its workers, and what its ledger says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rustix::process::{Pid, Signal, kill_process};
use sea_orm::{ConnectionTrait, Database, FromQueryResult, Statement};
use serde_json::Value;

use super::data;
use super::engine::Engine;
use super::program::Installation;

/// Longer than anything here lasts on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A message as `message list --json` shows it, by its id.
pub(crate) type Messages = BTreeMap<String, Value>;

/// A confirmed run with one mail for each of `count` customers, all due.
#[must_use]
pub(crate) fn confirmed(engine: &Engine, count: usize) -> Installation {
    let house = Installation::new(engine.clone());
    house.set_up_firm();
    let file = |name| house.path(name).to_str().unwrap().to_owned();
    let (customers, invoices) = (file("customers.csv"), file("invoices.csv"));
    let mapping = file("invoices.toml");
    let first_due = NaiveDate::from_ymd_opt(2025, 3, 3).unwrap();
    data::write_customers(customers.as_ref(), count);
    data::write_invoices(invoices.as_ref(), count, count, first_due);
    data::write_mapping(mapping.as_ref());
    let _ = house.must(&["import", "customers", &customers]);
    let _ = house.must(&["import", "invoices", &invoices, "--mapping", &mapping]);
    let _ = house.must(&["dunning", "run", "--date", "2025-06-02", "--confirm"]);
    house
}

/// The address of customer `number` of [`confirmed`].
#[must_use]
pub(crate) fn address(number: usize) -> String {
    format!("accounts{number}@customer{number}.example")
}

/// The messages in a state.
#[must_use]
pub(crate) fn in_state(house: &Installation, state: &str) -> Messages {
    let printed = house.must(&["message", "list", "--state", state, "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&printed).unwrap();
    rows.into_iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row)).collect()
}

/// The ids of the messages in a state.
#[must_use]
pub(crate) fn ids(house: &Installation, state: &str) -> BTreeSet<String> {
    in_state(house, state).into_keys().collect()
}

/// Runs `worker --drain` to its end.
pub(crate) fn drain(house: &Installation, settings: &[(&str, &str)]) -> ExitStatus {
    house.command(&["worker", "--drain"], settings).status().unwrap()
}

/// Drains until no message is held by a worker that is gone.
pub(crate) fn drain_until_nothing_is_claimed(house: &Installation, settings: &[(&str, &str)]) {
    let end = Instant::now() + PATIENCE;
    while {
        assert!(drain(house, settings).success());
        count(house, "select count(*) as number from message where state = 'claimed'") > 0
    } {
        assert!(Instant::now() < end, "a lease does not end");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Changes the database behind the program's back.
pub(crate) fn change(house: &Installation, sql: &str) {
    run(async {
        let database = Database::connect(database_url(house)).await.unwrap();
        database.execute_unprepared(sql).await.unwrap();
        database.close().await.unwrap();
    });
}

/// Asks the database for a number, in a column of this name.
#[must_use]
pub(crate) fn count(house: &Installation, sql: &str) -> usize {
    #[derive(FromQueryResult)]
    struct Row {
        number: i64,
    }
    run(async {
        let database = Database::connect(database_url(house)).await.unwrap();
        let statement = Statement::from_string(database.get_database_backend(), sql);
        let row = Row::find_by_statement(statement).one(&database).await.unwrap().unwrap();
        database.close().await.unwrap();
        usize::try_from(row.number).unwrap()
    })
}

/// Takes every job out of the queue.
pub(crate) fn empty_the_queue(house: &Installation) {
    match &house.engine {
        Engine::Sqlite => run(async {
            let queue = house.path("queue.db");
            let database =
                Database::connect(format!("sqlite://{}", queue.display())).await.unwrap();
            database.execute_unprepared("delete from Jobs").await.unwrap();
            database.close().await.unwrap();
        }),
        Engine::Postgres(_) => change(house, "delete from apalis.jobs"),
    }
}

/// Deletes the journals that workers left behind, and answers how many there were.
pub(crate) fn delete_journals(house: &Installation) -> usize {
    let mut folders = vec![house.path("")];
    let mut deleted = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "journal") {
                std::fs::remove_file(path).unwrap();
                deleted += 1;
            }
        }
    }
    deleted
}

fn database_url(house: &Installation) -> String {
    let command = house.command(&[], &[]);
    let set = command.get_envs().find(|(name, _)| *name == "RELAIS_DATABASE_URL");
    match set.and_then(|(_, url)| url) {
        Some(url) => url.to_str().unwrap().to_owned(),
        None => format!("sqlite://{}", house.path("relais.db").display()),
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

/// A process of the program; killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts it.
    #[must_use]
    pub(crate) fn start(mut command: Command) -> Self {
        Self(command.spawn().unwrap())
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    /// Whether it has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }

    /// `kill -9`; whether it was still there.
    pub(crate) fn kill(&mut self) -> bool {
        let alive = !self.has_ended();
        self.0.kill().unwrap();
        self.0.wait().unwrap();
        alive
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self, patience: Duration) -> ExitStatus {
        let end = Instant::now() + patience;
        loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the process does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
