//! Workers that are killed, stopped and robbed of their notes: nobody is forgotten, nobody is
//! written to twice, and what may be in doubt has its bound. On both engines.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use rand::Rng;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rustix::process::Signal;

use crate::support::engine::Engine;
use crate::support::program::Installation;
use crate::support::reminders::{
    PATIENCE, Process, change, confirmed, count, delete_journals, drain,
    drain_until_nothing_is_claimed, empty_the_queue, ids,
};
use crate::support::smtp::MailServer;

const REMINDERS: usize = 1_000;
const CONNECTIONS: usize = 4;

/// A worker that ends by itself.
const DRAIN: &[&str] = &["worker", "--drain"];

/// Who else is connected to the database.
const OTHERS: &str = "select count(*) as number from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()";

/// How many messages the dead held.
const CLAIMED: &str = "select count(*) as number from message where state = 'claimed'";

fn towards(url: &str) -> Vec<(&str, &str)> {
    vec![
        ("RELAIS_SMTP_URL", url),
        ("RELAIS_SMTP_CONNECTIONS", "4"),
        ("RELAIS_SMTP_TIMEOUT_SECONDS", "30"),
        ("RELAIS_LEASE_SECONDS", "120"),
    ]
}

/// Kills workers of one run at random instants.
struct Killer<'a> {
    house: &'a Installation,
    server: &'a MailServer,
    url: String,
    random: StdRng,
}

impl<'a> Killer<'a> {
    fn of(house: &'a Installation, server: &'a MailServer) -> Self {
        let seed = rand::random();
        println!("{}: the instants of seed {seed}", house.engine.name());
        Self { house, server, url: server.url(""), random: StdRng::seed_from_u64(seed) }
    }

    /// Starts a worker and kills it before it has sent `most` mails, or a few more.
    fn kill(&mut self, command: &[&str], connections: &str, most: usize) {
        let goal = self.server.count() + self.random.random_range(1..=most);
        let instant = Duration::from_micros(self.random.random_range(0..5_000));
        let settings =
            [towards(&self.url), vec![("RELAIS_SMTP_CONNECTIONS", connections)]].concat();
        let mut worker = Process::start(self.house.command(command, &settings));
        self.server.wait_for(goal, PATIENCE);
        std::thread::sleep(instant);
        assert!(worker.kill(), "the worker was done before it was killed");
        self.server.wait_until_alone(PATIENCE);
        wait_until_the_database_is_alone(self.house);
    }
}

/// A statement of a killed worker may still be on its way in the database server.
fn wait_until_the_database_is_alone(house: &Installation) {
    let end = Instant::now() + PATIENCE;
    while house.engine != Engine::Sqlite && count(house, OTHERS) > 0 {
        assert!(Instant::now() < end, "the database server still serves the dead");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn wait_until_all_is_settled(house: &Installation) {
    let open = "select count(*) as number from message where state in ('queued', 'claimed')";
    let end = Instant::now() + PATIENCE;
    while count(house, open) > 0 {
        assert!(Instant::now() < end, "the worker does not go on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Every message was received once or is uncertain, and the ledger says so.
fn nobody_is_forgotten_or_doubled(house: &Installation, servers: &[&MailServer]) {
    let mut received: BTreeMap<String, usize> = BTreeMap::new();
    for mail in servers.iter().flat_map(|server| server.received()) {
        *received.entry(mail.id().to_owned()).or_default() += 1;
    }
    assert!(received.values().all(|&times| times == 1), "a message was received twice");
    let received: BTreeSet<String> = received.into_keys().collect();
    let (accepted, uncertain) = (ids(house, "accepted"), ids(house, "uncertain"));
    assert_eq!(accepted.len() + uncertain.len(), REMINDERS);
    assert_eq!(accepted.difference(&received).count(), 0, "accepted, and never received");
    assert_eq!(received.difference(&(&accepted | &uncertain)).count(), 0);
    let _ = house.must(&["doctor"]);
}

#[test]
fn killed_at_twenty_instants_a_run_leaves_one_mail_in_doubt_for_each_connection_and_kill() {
    for engine in Engine::all() {
        let house = confirmed(&engine, REMINDERS);
        let server = MailServer::slow(Duration::from_millis(2));
        let url = server.url("");
        let mut killer = Killer::of(&house, &server);
        for _ in 0..20 {
            killer.kill(DRAIN, "4", 40);
        }
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(count(&house, CLAIMED), 0, "the journals settle what the dead held, at once");
        nobody_is_forgotten_or_doubled(&house, &[&server]);
        let uncertain = ids(&house, "uncertain");
        let in_doubt = uncertain.len();
        println!("{}: {in_doubt} in doubt after 20 kills", house.engine.name());
        assert!(in_doubt <= 20 * CONNECTIONS, "{in_doubt} are in doubt");

        // What a person finds missing is sent, under the same Message-ID, and then all have one.
        let received: BTreeSet<_> =
            server.received().iter().map(|mail| mail.id().to_owned()).collect();
        for lost in uncertain.difference(&received) {
            let _ = house.must(&["message", "settle", lost, "lost"]);
        }
        assert!(drain(&house, &towards(&url)).success());
        nobody_is_forgotten_or_doubled(&house, &[&server]);
        assert_eq!(server.count(), REMINDERS);
    }
}

#[test]
fn killed_around_the_commits_of_its_pages_a_worker_leaves_no_more_in_doubt() {
    for engine in Engine::all() {
        let house = confirmed(&engine, REMINDERS);
        let server = MailServer::start();
        let url = server.url("");
        let mut killer = Killer::of(&house, &server);
        let mut kills = 0;
        // The first page of a worker has a hundred mails.
        while server.count() < REMINDERS - 500 {
            killer.kill(DRAIN, "1", 250);
            kills += 1;
        }
        assert!(drain(&house, &towards(&url)).success());
        assert_eq!(count(&house, CLAIMED), 0);
        nobody_is_forgotten_or_doubled(&house, &[&server]);
        let in_doubt = ids(&house, "uncertain").len();
        println!("{}: {in_doubt} in doubt after {kills} kills", house.engine.name());
        assert!(in_doubt <= kills, "{in_doubt} are in doubt");
    }
}

#[test]
fn a_queue_that_is_emptied_in_the_middle_loses_and_doubles_nothing() {
    for engine in Engine::all() {
        let house = confirmed(&engine, REMINDERS);
        let server = MailServer::slow(Duration::from_millis(2));
        let url = server.url("");
        let mut killer = Killer::of(&house, &server);
        for _ in 0..5 {
            killer.kill(&["worker"], "4", 100);
            empty_the_queue(&house);
        }
        let mut worker = Process::start(house.command(&["worker"], &towards(&url)));
        server.wait_for(server.count() + 10, PATIENCE);
        empty_the_queue(&house);
        wait_until_all_is_settled(&house);
        worker.signal(Signal::TERM);
        assert!(worker.wait(PATIENCE).success());
        nobody_is_forgotten_or_doubled(&house, &[&server]);
        assert!(ids(&house, "uncertain").len() <= 5 * CONNECTIONS);
    }
}

#[test]
fn without_its_journal_what_a_dead_worker_held_is_in_doubt_and_nothing_is_doubled() {
    for engine in Engine::all() {
        let house = confirmed(&engine, REMINDERS);
        let server = MailServer::slow(Duration::from_millis(2));
        let url = server.url("");
        let mut held = 0;
        let mut killer = Killer::of(&house, &server);
        for _ in 0..2 {
            killer.kill(DRAIN, "4", 100);
            held += count(&house, CLAIMED);
            let _ = delete_journals(&house);
            end_the_leases(&house);
        }
        drain_until_nothing_is_claimed(&house, &towards(&url));
        nobody_is_forgotten_or_doubled(&house, &[&server]);
        let in_doubt = ids(&house, "uncertain").len();
        assert!(in_doubt <= held, "{in_doubt} in doubt, {held} were held");
    }
}

/// Lets the leases of the dead end now instead of in two minutes.
fn end_the_leases(house: &Installation) {
    let ended = "update message set lease_until = created_at where state = 'claimed'";
    change(house, ended);
}

#[test]
fn a_worker_stopped_beyond_its_lease_and_woken_sends_nothing_more() {
    for engine in Engine::all() {
        let house = confirmed(&engine, REMINDERS);
        let (first, second) = (MailServer::start(), MailServer::start());
        let (url_of_first, url_of_second) = (first.url(""), second.url(""));
        first.hold();
        let impatient = [("RELAIS_SMTP_TIMEOUT_SECONDS", "5"), ("RELAIS_LEASE_SECONDS", "20")];
        let command = house.command(DRAIN, &[&towards(&url_of_first)[..], &impatient].concat());
        let mut sleeper = Process::start(command);
        first.wait_for_held(CONNECTIONS, PATIENCE);
        sleeper.signal(Signal::STOP);
        let begun = first.count();

        // Another worker waits for the end of its lease, and sends what it never claimed.
        drain_until_nothing_is_claimed(&house, &towards(&url_of_second));
        let uncertain = ids(&house, "uncertain").len();
        assert!(uncertain >= begun, "{uncertain} uncertain, {begun} begun");
        assert_eq!(ids(&house, "accepted").len() + uncertain, REMINDERS);

        first.release();
        sleeper.signal(Signal::CONT);
        let _ = sleeper.wait(PATIENCE);
        assert_eq!(first.count(), begun, "the sleeper went on sending");
        assert!(drain(&house, &towards(&url_of_second)).success());
        nobody_is_forgotten_or_doubled(&house, &[&first, &second]);
    }
}

#[test]
fn a_worker_that_is_asked_to_end_leaves_nothing_in_doubt() {
    for engine in Engine::all() {
        let house = confirmed(&engine, REMINDERS);
        let server = MailServer::slow(Duration::from_millis(2));
        let url = server.url("");
        let mut worker = Process::start(house.command(&["worker"], &towards(&url)));
        server.wait_for(100, PATIENCE);
        worker.signal(Signal::TERM);
        assert!(worker.wait(PATIENCE).success());
        assert!(server.count() < REMINDERS, "it ends in the middle");
        assert_eq!(count(&house, CLAIMED), 0);
        assert_eq!(ids(&house, "uncertain"), BTreeSet::new());
        assert_eq!(ids(&house, "accepted").len(), server.count());
        assert_eq!(delete_journals(&house), 0);
        assert!(drain(&house, &towards(&url)).success());
        nobody_is_forgotten_or_doubled(&house, &[&server]);
        assert_eq!(server.count(), REMINDERS);
    }
}
