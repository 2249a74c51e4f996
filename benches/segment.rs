//! Counts of segments at size, on both engines:
//! `scripts/with-postgres --durable cargo bench --bench segment [-- CUSTOMERS]`.
//!
//! The file is made by set inserts, with three invoices of one due line for each customer. Each count is told
//! cold and warm; the ratio of the two sizes shows how the cost grows.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "made/file.rs"]
mod file;
#[path = "made/words.rs"]
mod words;

use std::time::Instant;

use domain::segment::{OwnFields, Tree};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use store::Db;
use store::db::Engine;
use store::testing::{Fresh, context, runtime};

use file::AT;
use words::words;

fn main() {
    let customers = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(1_000_000);
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime().block_on(async {
            for customers in [customers / 10, customers] {
                let Some(fresh) = Fresh::migrated(engine).await else { return };
                measure(&fresh.open().await, customers).await;
                fresh.remove().await;
            }
        });
    }
}

async fn measure(db: &Db, customers: u32) {
    let begun = Instant::now();
    fill(db, customers).await;
    println!(
        "{:?}: {customers} customers made in {:.0} s",
        db.engine(),
        begun.elapsed().as_secs_f64()
    );
    for (name, tree) in trees() {
        let tree = Tree::read(&tree, &OwnFields::default()).unwrap();
        let mut times = Vec::new();
        let mut count = 0;
        for _ in 0..4 {
            let begun = Instant::now();
            count = store::segment::count(db, &context(), &tree).await.unwrap();
            times.push(begun.elapsed().as_secs_f64());
        }
        let cold = times.remove(0);
        let warm = times.into_iter().fold(f64::MAX, f64::min);
        let begun = Instant::now();
        store::segment::sample(db.read(), &context(), &tree).await.unwrap();
        let sample = begun.elapsed().as_secs_f64();
        println!(
            "  {name}: {count} members, count {cold:.2} s cold, {warm:.2} s warm, sample {sample:.2} s"
        );
    }
}

/// The segments that are counted: five conditions each.
fn trees() -> Vec<(&'static str, Value)> {
    let is = |field: &str, operator: &str, value: Value| json!({ "field": field, "operator": operator, "value": value });
    let eur = |amount: i64| json!({ "amount": amount, "currency": "EUR" });
    let company = is("customer.legal_class", "equals", json!("professional_company"));
    let email = is("reach.email", "equals", json!(true));
    let overdue = is("invoice.overdue", "greater_than", eur(100_000));
    let french = is("customer.language", "equals", json!("fr"));
    let last = is("invoice.last", "in_last_days", json!(365));
    vec![
        (
            "a department, who owes",
            json!({ "and": [
                is("place.department", "equals", json!("69")), company, email, overdue, last,
            ] }),
        ),
        ("the whole country, who owes", json!({ "and": [company, email, french, overdue, last] })),
        (
            "the whole country, who buys",
            json!({ "and": [
                company, email, french, last, is("invoice.total", "greater_than", eur(300_000)),
            ] }),
        ),
        (
            "a tag that half the file bears, who owes",
            json!({ "and": [
                is("tag.name", "equals", json!("Client")), company, email, overdue, last,
            ] }),
        ),
        (
            "either or",
            json!({ "or": [
                { "and": [is("place.city", "equals", json!("ville 7")), overdue] },
                { "and": [{ "not": email }, company, { "not": last }] },
            ] }),
        ),
    ]
}

async fn fill(db: &Db, customers: u32) {
    let (numbers, id, day) = words(db.engine(), customers);
    let customer = id(2, "n");
    let mut statements = file::customers(db.engine(), customers);
    for turn in 0..3_u32 {
        let (invoice, line) = (id(10 + turn, "n"), id(20 + turn, "n"));
        let issued = day(&format!("n % 400 + {turn} * 100"));
        let due = day(&format!("n % 400 + {turn} * 100 - 30"));
        // Nobody has paid by a day that is still to come.
        let passed = format!("n % 400 + {turn} * 100 - 30");
        let paid = day(&format!("case when {passed} < 0 then 0 else {passed} end"));
        let settled = if turn == 0 { "case when n % 5 = 0 then null else %d end" } else { "%d" };
        let settled = settled.replace("%d", &paid);
        statements.push(format!(
            "insert into invoice (id, customer_id, number, issued_on, currency, amount, recorded_at)
             select {invoice}, {customer}, '{turn}-' || n, {issued}, 'EUR', 1000 + n * 7919 % 200000, {AT}
             from {numbers}"
        ));
        statements.push(format!(
            "insert into due_line (id, invoice_id, customer_id, currency, position, due_on, amount, settled_on)
             select {line}, {invoice}, {customer}, 'EUR', 1, {due}, 1000 + n * 7919 % 200000, {settled}
             from {numbers}"
        ));
    }
    if db.engine() == Engine::Postgres {
        statements.push("vacuum analyze".to_owned());
    }
    for statement in statements {
        // PostgreSQL computes in 32 bits where it is let.
        let statement = match db.engine() {
            Engine::Postgres => statement.replace("n * 7919", "n::bigint * 7919"),
            Engine::Sqlite => statement,
        };
        db.read().execute_unprepared(&statement).await.unwrap();
    }
}
