//! Reminders to a mail server, from the queue to the recorded acceptance, beside the mere
//! protocol (`smtp-source`) against the same receiver (`smtp-sink`; Debian package postfix):
//! `scripts/with-postgres --durable cargo bench --bench sending [-- MAILS]`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use support::data;
use support::engine::Engine;
use support::program::{Installation, rate};

fn main() {
    let mails = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(50_000);
    let (mut sink, port) = start_sink();
    let bare = source(port, mails);
    println!(
        "smtp-source alone: {mails} mails in {:.2} s: {:.0} a second",
        bare.as_secs_f64(),
        rate(mails, bare)
    );
    for engine in Engine::all() {
        let house = prepare(&engine, mails);
        let url = format!("smtp://127.0.0.1:{port}");
        let cost = house.run(&["worker", "--drain"], &[("RELAIS_SMTP_URL", &url)]);
        let accepted = house.run(&["message", "list", "--state", "accepted", "--json"], &[]);
        let accepted: Vec<serde_json::Value> = serde_json::from_str(&accepted.output).unwrap();
        assert_eq!(accepted.len(), mails, "every mail is recorded as accepted");
        let cpu = cost.cpu + cost.database_cpu;
        println!(
            "{}: {mails} reminders in {:.2} s: {:.0} a second ({:.0} % of smtp-source), {:.0} per CPU second with the database's ({:.1} s + {:.1} s), peak {} MB",
            engine.name(),
            cost.wall.as_secs_f64(),
            rate(mails, cost.wall),
            100.0 * rate(mails, cost.wall) / rate(mails, bare),
            rate(mails, cpu),
            cost.cpu.as_secs_f64(),
            cost.database_cpu.as_secs_f64(),
            cost.memory >> 20
        );
    }
    sink.kill().unwrap();
    sink.wait().unwrap();
}

/// A confirmed run of one reminder for each of `mails` customers.
fn prepare(engine: &Engine, mails: usize) -> Installation {
    let house = Installation::new(engine.clone());
    let file = |name| house.path(name).to_str().unwrap().to_owned();
    let (customers, invoices, mapping) =
        (file("customers.csv"), file("invoices.csv"), file("invoices.toml"));
    data::write_customers(customers.as_ref(), mails);
    data::write_invoices(
        invoices.as_ref(),
        mails,
        mails,
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
    );
    data::write_mapping(mapping.as_ref());
    for arguments in [
        &["company", "set", "--name", "Maison Hébrard", "--sender-email", "compta@hebrard.example"]
            [..],
        &["import", "customers", &customers],
        &["import", "invoices", &invoices, "--mapping", &mapping],
        &["dunning", "run", "--date", "2026-06-01", "--confirm"],
    ] {
        let _ = house.run(arguments, &[]);
    }
    house
}

fn start_sink() -> (Child, u16) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut sink = Command::new(find("smtp-sink"));
    if rustix::process::getuid().is_root() {
        sink.args(["-u", "nobody"]);
    }
    let mut sink =
        sink.args([&format!("127.0.0.1:{port}"), "1000"]).stdout(Stdio::null()).spawn().unwrap();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(sink.try_wait().unwrap().is_none(), "smtp-sink runs");
        std::thread::sleep(Duration::from_millis(10));
    }
    (sink, port)
}

fn source(port: u16, mails: usize) -> Duration {
    let start = Instant::now();
    let status = Command::new(find("smtp-source"))
        .args([
            "-d",
            "-s",
            "4",
            "-l",
            "3000",
            "-m",
            &mails.to_string(),
            &format!("127.0.0.1:{port}"),
        ])
        .status()
        .unwrap();
    assert!(status.success());
    start.elapsed()
}

/// Debian keeps them in /usr/sbin, which is not on everybody's path.
fn find(program: &str) -> String {
    ["/usr/sbin", "/usr/bin"]
        .iter()
        .map(|folder| format!("{folder}/{program}"))
        .find(|path| std::path::Path::new(path).exists())
        .expect("the Debian package postfix is installed")
}
