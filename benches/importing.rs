//! Imports of customers in three steps at size, on both engines, with the real program:
//! `scripts/with-postgres --durable cargo bench --bench importing [-- ROWS [PARTIES]]`.
//!
//! Every row has a SIRET, a mailbox and an address, so that duplicates are looked for and every table
//! of a customer is written. The house knows others before, 100,000 and then a million, each with a SIREN.
//! Bounds for 100,000 rows beside a million: a plan in 20 s, its application in 30 s, memory that does not
//! grow with the file.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "made/file.rs"]
mod file;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "made/words.rs"]
mod words;

use std::io::{BufWriter, Write};
use std::path::Path;

use sea_orm::ConnectionTrait;
use store::Db;
use store::testing::runtime;
use support::engine::Engine;
use support::program::{Cost, Installation, rate};

fn main() {
    let mut numbers = std::env::args().filter_map(|arg| arg.parse::<u32>().ok());
    let rows = numbers.next().unwrap_or(100_000) as usize;
    let there = numbers.next().map_or_else(|| vec![100_000, 1_000_000], |parties| vec![parties]);
    for engine in Engine::all() {
        for parties in &there {
            measure(&engine, rows, *parties);
        }
    }
}

fn measure(engine: &Engine, rows: usize, parties: u32) {
    let house = Installation::new(engine.clone());
    runtime().block_on(fill(&house.database_url(), parties));
    let file = house.path("customers.csv");
    write(&file, rows);
    let file = file.to_str().unwrap();
    let name = format!("{}, beside {parties} parties", engine.name());
    let planned = house.run(&["import", "customers", file, "--plan", "--json"], &[]);
    let plan: serde_json::Value = serde_json::from_str(&planned.output).unwrap();
    assert_eq!(plan["create"], rows, "every row makes a customer");
    told(&name, "planned", rows, &planned);
    let id = plan["id"].as_str().unwrap();
    told(&name, "applied", rows, &house.run(&["import", "apply", id], &[]));
    let again = house.run(&["import", "customers", file, "--plan", "--json"], &[]);
    told(&name, "planned again, all duplicates", rows, &again);
    let output = house.path("customers.out.csv");
    let output = output.to_str().unwrap();
    let exported = house.run(&["export", "customers", "--output", output], &[]);
    told(&name, "exported", rows + parties as usize, &exported);
    told(&name, "undone", rows, &house.run(&["import", "revert", id], &[]));
}

/// Fills an empty house with parties that no row means.
async fn fill(url: &str, parties: u32) {
    let db = Db::open(url, 1).await.unwrap();
    let mut statements = file::customers(db.engine(), parties);
    let (numbers, id, _) = words::words(db.engine(), parties);
    let (party, key) = (id(1, "n"), id(5, "n"));
    let digits = (0..7).map(|place| {
        let digit = format!("n / {} % 10", 10_u32.pow(place));
        if place % 2 == 0 { format!("2 * ({digit}) / 10 + 2 * ({digit}) % 10") } else { digit }
    });
    let sum = digits.collect::<Vec<_>>().join(" + ");
    // Eight digits that begin with 5, and the key of Luhn behind them.
    statements.push(format!(
        "insert into identifier (id, party_id, kind, value)
         select {key}, {party}, 'siren',
                cast((50000000 + n) * 10 + (10 - (5 + {sum}) % 10) % 10 as text) from {numbers}"
    ));
    if db.engine() == store::db::Engine::Postgres {
        statements.push("vacuum analyze".to_owned());
    }
    for statement in statements {
        db.read().execute_unprepared(&statement).await.unwrap();
    }
    db.close().await.unwrap();
}

fn told(engine: &str, what: &str, rows: usize, cost: &Cost) {
    println!(
        "{engine}: {rows} rows {what} in {:.1} s: {:.0} a second, peak {} MB",
        cost.wall.as_secs_f64(),
        rate(rows, cost.wall),
        cost.memory >> 20
    );
}

/// Companies with two establishments each.
fn write(path: &Path, rows: usize) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "reference;kind;name;siren;siret;email;street;postal_code;city;country")
        .unwrap();
    for n in 0..rows {
        let siren = with_key(&format!("{:08}", 10_000_000 + n / 2));
        let siret = with_key(&format!("{siren}{:04}", n % 2 + 1));
        writeln!(file, "C{n:07};company;Établissements Hébrard {n};{siren};{siret};accounts{n}@customer{n}.example;{} rue du Port;13002;MARSEILLE;FR", n % 90 + 1).unwrap();
    }
    file.flush().unwrap();
}

/// Digits with the key of Luhn behind them, as INSEE gives it.
fn with_key(digits: &str) -> String {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}
