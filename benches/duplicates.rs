//! A search for duplicates at size, on both engines:
//! `scripts/with-postgres --durable cargo bench --bench duplicates [-- PARTIES]`.
//!
//! The file is made by set inserts: a customer with its party, an address, a SIREN for two in three and a
//! mailbox. Every fiftieth stands twice, under a legal form more; every tenth shares its mailbox with three others,
//! as the clients of an accountant do. The ratio of the two sizes shows how the cost grows.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "made/words.rs"]
mod words;

use std::time::Instant;

use domain::duplicate::SearchState;
use sea_orm::ConnectionTrait;
use store::db::Engine;
use store::testing::{Fresh, context, runtime};
use store::{Db, duplicate};

use words::words;

fn main() {
    let parties = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(1_000_000);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime().block_on(async {
            for parties in [parties / 10, parties] {
                let Some(fresh) = Fresh::migrated(engine).await else { return };
                measure(&fresh.open().await, parties).await;
                fresh.remove().await;
            }
        });
    }
}

async fn measure(db: &Db, parties: u32) {
    let begun = Instant::now();
    fill(db, parties).await;
    println!("{:?}: {parties} parties made in {:.0} s", db.engine(), begun.elapsed().as_secs_f64());
    for turn in ["first", "second"] {
        let begun = Instant::now();
        let id = duplicate::begin(db, &context(), None).await.unwrap();
        let mut gathered = 0.0;
        let ended = loop {
            let at = duplicate::advance(db, &context(), id).await.unwrap();
            match at.state {
                SearchState::Gathering => gathered = begun.elapsed().as_secs_f64(),
                SearchState::Comparing => {}
                SearchState::Done => break at,
            }
        };
        let whole = begun.elapsed().as_secs_f64();
        println!(
            "  {turn} search: {} pairs in {whole:.1} s, of them {gathered:.1} s to gather; at most {} of memory",
            ended.found,
            memory(),
        );
    }
}

/// The most memory that this process had so far, as Linux tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "?".to_owned(), |peak| peak.trim().to_owned())
}

async fn fill(db: &Db, parties: u32) {
    let (numbers, id, _) = words(db.engine(), parties);
    let at = "'2026-01-10 12:00:00+00:00'";
    // Who stands twice: a number and the one before it are one.
    let one = "(case when n % 50 = 0 then n - 1 else n end)";
    let name = format!(
        "'maison ' || ({one} * 7919 % 1000003) || ' ' || ({one} * 104729 % 999983)
         || case when n % 50 = 0 then ' sarl' else '' end"
    );
    let (party, customer) = (id(1, "n"), id(2, "n"));
    let mailbox = id(4, &format!("(case when n % 10 = 7 then n - n % 40 + 7 else {one} end)"));
    let mut statements = vec![
        format!(
            "insert into party (id, kind, name, name_folded, created_at, updated_at)
             select {party}, 'organisation', {name}, {name}, {at}, {at} from {numbers}"
        ),
        format!(
            "insert into customer (id, party_id, reference, reference_key, legal_class, currency, created_at, updated_at)
             select {customer}, {party}, 'C-' || n, 'c-' || n, 'professional_company', 'EUR', {at}, {at}
             from {numbers}"
        ),
        format!(
            "insert into address (id, party_id, role, lines, street, postal_code, city, country, created_at)
             select {}, {party}, 'main', '[]', ({one} % 90) || ' rue ' || ({one} % 700),
                    substr(cast(101000 + {one} % 94000 as text), 2, 5), 'VILLE ' || ({one} % 30000), 'FR', {at}
             from {numbers}",
            id(3, "n")
        ),
        format!(
            "insert into identifier (id, party_id, kind, value)
             select {}, {party}, 'siren', cast(100000000 + {one} as text) from {numbers} where n % 3 <> 0",
            id(5, "n")
        ),
        format!(
            "insert into contact_point (id, kind, value, value_key, created_at)
             select {}, 'email', n || '@client.example', n || '@client.example', {at} from {numbers}",
            id(4, "n")
        ),
        format!(
            "insert into party_contact_point (party_id, contact_point_id, role)
             select {party}, {mailbox}, 'main' from {numbers}"
        ),
    ];
    if db.engine() == Engine::Postgres {
        statements.push("vacuum analyze".to_owned());
    }
    for statement in statements {
        // PostgreSQL computes in 32 bits where it is let.
        let statement = match db.engine() {
            Engine::Postgres => statement.replace(" * ", "::bigint * "),
            Engine::Sqlite => statement,
        };
        db.read().execute_unprepared(&statement).await.unwrap();
    }
}
