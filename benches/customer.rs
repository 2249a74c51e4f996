//! The page of a customer with the first page of its timeline, on both engines:
//! `scripts/with-postgres --durable cargo bench --bench customer [-- CUSTOMERS]`.
//!
//! One customer in 250 is busy: 400 events, with people, notes, invoices, payments and messages. Asked are
//! customers by chance, then busy ones by chance; the page is to come within 20 ms. The timeline is asked for
//! one kind of event, too: one that is common, and one that stands once, at the far end of it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "made/file.rs"]
mod file;
#[path = "made/history.rs"]
mod history;
#[path = "made/words.rs"]
mod words;

use std::time::{Duration, Instant};

use domain::event::EventKind;
use domain::id::CustomerId;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use sea_orm::ConnectionTrait;
use store::db::Engine;
use store::testing::{Fresh, runtime};
use store::timeline::TimelineFilter;
use store::{Db, PageRequest};
use uuid::Uuid;

use history::EVERY;

/// Entries of the first page, as the interface gives them when it is asked for no number.
const PAGE: u32 = 50;
/// Customers that are asked for.
const ASKED: usize = 4_000;
/// The first of them warm the connections and are not counted.
const WARMING: usize = 100;

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
    for statement in history::statements(db.engine(), customers) {
        db.read().execute_unprepared(&statement).await.unwrap();
    }
    if db.engine() == Engine::Postgres {
        db.read().execute_unprepared("vacuum analyze").await.unwrap();
    }
    println!(
        "{:?}: {customers} customers made in {:.0} s",
        db.engine(),
        begun.elapsed().as_secs_f64()
    );
    let mut random = StdRng::seed_from_u64(7);
    for (whom, every) in [("any customer", 1), ("a busy customer", EVERY)] {
        let mut one = || customer(random.random_range(1..=customers / every) * every);
        let asked: Vec<CustomerId> = (0..WARMING + ASKED).map(|_| one()).collect();
        pages(db, whom, &asked).await;
        for (kind, what) in [
            (EventKind::InvoicePosted, "its events of a common kind"),
            (EventKind::CustomerCreated, "its events of a rare kind"),
        ] {
            of_kind(db, &format!("{whom}, {what}"), &asked, kind).await;
        }
    }
}

/// The id of the customer of a number, as the rows were made.
fn customer(number: u32) -> CustomerId {
    CustomerId(Uuid::from_u128((2_u128 << 96) | (0x7000_u128 << 64) | u128::from(number)))
}

/// The customer as its page asks for it, alone and with the first page of its timeline.
async fn pages(db: &Db, whom: &str, asked: &[CustomerId]) {
    let (mut alone, mut whole, mut entries) = (Vec::new(), Vec::new(), 0);
    for id in asked {
        let begun = Instant::now();
        let id = store::merge::resolve(db.read(), *id).await.unwrap();
        store::customer::get(db.read(), id).await.unwrap();
        alone.push(begun.elapsed());
        entries += first_page(db, id, None).await;
        whole.push(begun.elapsed());
    }
    tell(&format!("{whom}, without its timeline"), alone, None);
    tell(&format!("{whom}, with its timeline"), whole, Some(entries));
}

async fn of_kind(db: &Db, what: &str, asked: &[CustomerId], kind: EventKind) {
    let (mut times, mut entries) = (Vec::new(), 0);
    for id in asked {
        let begun = Instant::now();
        entries += first_page(db, *id, Some(kind)).await;
        times.push(begun.elapsed());
    }
    tell(what, times, Some(entries));
}

/// How many entries the first page of a timeline has.
async fn first_page(db: &Db, id: CustomerId, kind: Option<EventKind>) -> usize {
    let page = PageRequest::first(PAGE);
    let filter = kind.map(TimelineFilter::of).unwrap_or_default();
    store::timeline::of_customer(db, id, &filter, page).await.unwrap().items.len()
}

fn tell(what: &str, times: Vec<Duration>, entries: Option<usize>) {
    let each = entries.map(|entries| entries as f64 / times.len() as f64);
    let each = each.map_or(String::new(), |each| format!("; {each:.1} entries"));
    let mut counted = times[WARMING..].to_vec();
    counted.sort_unstable();
    let quantile = |share: f64| {
        counted[((counted.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1_000.0
    };
    println!(
        "  {what}: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms{each}",
        quantile(0.5),
        quantile(0.99),
        quantile(1.0)
    );
}
