//! Imports and proposals at size, on both engines, with the real program:
//! `scripts/with-postgres --durable cargo bench --bench receivables [-- LINES]`.
//!
//! A tenth as many customers as due lines; the figures are for the second size and the ratio of
//! the two shows how the cost grows.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use chrono::NaiveDate;
use support::data;
use support::engine::Engine;
use support::program::{Installation, rate};

fn main() {
    let lines = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(1_000_000);
    for engine in Engine::all() {
        let small = measure(&engine, lines / 10);
        let large = measure(&engine, lines);
        println!(
            "{}: proposals over 10 times the lines cost {:.1} times the time",
            engine.name(),
            large / small
        );
    }
}

/// Imports and proposes `lines` due lines; the seconds of the proposals.
fn measure(engine: &Engine, lines: usize) -> f64 {
    let house = Installation::new(engine.clone());
    let file = |name| house.path(name).to_str().unwrap().to_owned();
    let (customers, invoices, mapping) =
        (file("customers.csv"), file("invoices.csv"), file("invoices.toml"));
    data::write_customers(customers.as_ref(), lines / 10);
    data::write_invoices(
        invoices.as_ref(),
        lines,
        lines / 10,
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
    );
    data::write_mapping(mapping.as_ref());
    let name = engine.name();

    let imported = house.run(&["import", "customers", &customers], &[]);
    println!(
        "{name}: {} customers imported in {:.1} s: {:.0} a second, peak {} MB",
        lines / 10,
        imported.wall.as_secs_f64(),
        rate(lines / 10, imported.wall),
        imported.memory >> 20
    );
    let imported = house.run(&["import", "invoices", &invoices, "--mapping", &mapping], &[]);
    println!(
        "{name}: {lines} invoices imported in {:.1} s: {:.0} a second, peak {} MB",
        imported.wall.as_secs_f64(),
        rate(lines, imported.wall),
        imported.memory >> 20
    );

    let proposed = house.run(&["dunning", "run", "--date", "2026-06-01", "--json"], &[]);
    let run: serde_json::Value = serde_json::from_str(&proposed.output).unwrap();
    let listed: usize = run["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["due_lines"].as_array().unwrap().len())
        .sum();
    assert_eq!(
        listed + run["left_out"].as_array().unwrap().len(),
        lines,
        "every open line is proposed or left out"
    );
    println!(
        "{name}: {lines} open due lines proposed in {:.2} s: {:.0} a second, {:.1} s of CPU and {:.1} s of the database, peak {} MB",
        proposed.wall.as_secs_f64(),
        rate(lines, proposed.wall),
        proposed.cpu.as_secs_f64(),
        proposed.database_cpu.as_secs_f64(),
        proposed.memory >> 20
    );
    proposed.wall.as_secs_f64()
}
