//! How fast invoices are staged and applied: `cargo test --release --workspace --lib -- --ignored import::tests::speed`.

use std::fmt::Write as _;
use std::time::Instant;

use super::*;
use crate::db::Engine;

const ROWS: usize = 100_000;

/// Rows of as many customers as a tenth of the invoices; every second one is paid when `paid`.
async fn measure(db: &Db, paid: bool) {
    let folder = Folder::new();
    let customers: String = (0..ROWS / 10).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "C{n};Name {n};a{n}@x.example");
        text
    });
    applied(db, &folder.customers(format!("reference;name;email\n{customers}"))).await;
    let mut text = "customer;number;issued_on;due_on;amount;paid_on\n".to_owned();
    for n in 0..ROWS {
        let day = if paid && n % 2 == 0 { "2013-01-15" } else { "" };
        let _ = writeln!(text, "C{};F{n:08};2013-01-02;2013-02-01;10.50;{day}", n % (ROWS / 10));
    }
    let request = folder.invoices(text);
    let surroundings = Surroundings { context: &context, progress: &|_| {} };
    let start = Instant::now();
    let plan = plan(db, &request, &surroundings).await.unwrap();
    let staged = start.elapsed();
    apply(db, plan.import.id, &surroundings).await.unwrap();
    let rate = |time: std::time::Duration| ROWS as f64 / time.as_secs_f64();
    println!(
        "{:?}, half paid: {paid}: {:.0} rows/s staged, {:.0} rows/s staged and applied",
        db.engine(),
        rate(staged),
        rate(start.elapsed()),
    );
}

#[test]
#[ignore = "a measure, to be run alone and optimised"]
fn sqlite() {
    crate::testing::run(Engine::Sqlite, async |db| measure(&db, false).await);
    crate::testing::run(Engine::Sqlite, async |db| measure(&db, true).await);
}

#[test]
#[ignore = "a measure, to be run alone and optimised"]
fn postgres() {
    crate::testing::run(Engine::Postgres, async |db| measure(&db, false).await);
}
