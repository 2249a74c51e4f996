//! Search over a large customer file, on both engines:
//! `scripts/with-postgres --durable cargo bench --bench search [-- PARTIES]`.
//!
//! Ten people type twenty queries a second, of ten kinds in turn; each answer is timed from outside and, within
//! it, each of the statements that it rests on. The figures are for a tenth of the file and for the whole.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::context::{Actor, Context};
use domain::id::Ids;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement,
};
use store::Db;
use store::search::{self, Wanted};
use support::engine::Engine;
use support::parties::{TYPED, customer, typed};
use support::program::rate;

const PEOPLE: usize = 10;
/// Twenty a second, shared by all.
const BETWEEN: Duration = Duration::from_millis(500);
/// Queries of each person.
const QUERIES: usize = 60;

fn main() {
    let parties = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(1_000_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in Engine::all() {
        runtime.block_on(measure(&engine, parties));
    }
}

async fn measure(engine: &Engine, parties: u32) {
    let folder = tempfile::tempdir().unwrap();
    let server = engine.create_database();
    let url = server
        .clone()
        .unwrap_or_else(|| format!("sqlite://{}", folder.path().join("relais.db").display()));
    let db = Db::open(&url, 12).await.unwrap();
    db.migrate().await.unwrap();
    let mut made = 0;
    for count in [parties / 10, parties] {
        let start = Instant::now();
        make(&db, made..count).await;
        let name = engine.name();
        let filed = rate((count - made) as usize, start.elapsed());
        let start = Instant::now();
        search::catch_up(&db).await.unwrap();
        let posted = rate((count - made) as usize, start.elapsed());
        println!("{name}: {count} parties: {filed:.0} a second filed, {posted:.0} posted");
        made = count;
        if db.read().get_database_backend() == DbBackend::Postgres {
            db.read().execute_unprepared("vacuum analyze").await.unwrap();
        }
        people(&db, name, count).await;
    }
    db.close().await.unwrap();
    if let Some(url) = server {
        engine.drop_database(&url);
    }
}

/// Files customers by sets, as an import does.
async fn make(db: &Db, numbers: std::ops::Range<u32>) {
    let ids = Arc::new(Ids::seeded([7; 32]));
    let numbers: Vec<u32> = numbers.collect();
    for numbers in numbers.chunks(1_000) {
        let now =
            chrono::DateTime::from_timestamp(1_795_435_200 + i64::from(numbers[0]), 0).unwrap();
        let context = Context::new(now, ids.clone(), Actor::System);
        let customers: Vec<_> = numbers.iter().map(|number| customer(*number)).collect();
        let txn = db.begin().await.unwrap();
        store::customer::create_many(&*txn, &context, &customers, None).await.unwrap();
        txn.commit().await.unwrap();
    }
}

/// One answer: the kind of what was typed, the whole time, that of its statements, how much was found.
type Answer = (usize, Duration, Duration, usize);

async fn people(db: &Db, name: &str, count: u32) {
    let typing = (0..PEOPLE).map(|person| {
        let db = db.clone();
        tokio::spawn(async move { person_types(&db, person, count).await })
    });
    let typing: Vec<_> = typing.collect();
    let mut answers: Vec<Answer> = Vec::new();
    for person in typing {
        answers.extend(person.await.unwrap());
    }
    for (kind, what) in TYPED.iter().enumerate() {
        let of_kind: Vec<Answer> =
            answers.iter().copied().filter(|answer| answer.0 == kind).collect();
        tell(&format!("{name}, {count}, {what}"), of_kind);
    }
    tell(&format!("{name}, {count}, all"), answers);
}

async fn person_types(db: &Db, person: usize, count: u32) -> Vec<Answer> {
    let mut random = StdRng::seed_from_u64(person as u64);
    tokio::time::sleep(BETWEEN * u32::try_from(person).unwrap() / u32::try_from(PEOPLE).unwrap())
        .await;
    let mut ticks = tokio::time::interval(BETWEEN);
    let mut answers = Vec::new();
    for query in 0..QUERIES {
        let kind = (person + query) % TYPED.len();
        let text = typed(kind, count, &mut random);
        ticks.tick().await;
        let timed = Timed { inner: db.read(), nanoseconds: AtomicU64::new(0) };
        let start = Instant::now();
        let found = search::find(&timed, &text, &Wanted::first(20)).await.unwrap().items;
        let all = start.elapsed();
        // The first round warms the connections.
        if query >= TYPED.len() {
            let statements = Duration::from_nanos(timed.nanoseconds.into_inner());
            answers.push((kind, all, statements, found.len()));
        }
    }
    answers
}

fn tell(what: &str, answers: Vec<Answer>) {
    let quantile = |mut times: Vec<Duration>, share: f64| {
        times.sort_unstable();
        times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1_000.0
    };
    let all: Vec<_> = answers.iter().map(|answer| answer.1).collect();
    let statements: Vec<_> = answers.iter().map(|answer| answer.2).collect();
    let ratio = all.iter().sum::<Duration>().as_secs_f64()
        / statements.iter().sum::<Duration>().as_secs_f64();
    let found = answers.iter().map(|answer| answer.3).sum::<usize>() as f64 / answers.len() as f64;
    println!(
        "{what}: p50 {:.1} ms, p99 {:.1} ms, worst {:.1} ms; its statements p50 {:.1} ms, p99 {:.1} ms; {ratio:.2} times these; {found:.1} found",
        quantile(all.clone(), 0.5),
        quantile(all.clone(), 0.99),
        quantile(all, 1.0),
        quantile(statements.clone(), 0.5),
        quantile(statements, 0.99),
    );
}

/// A connection that notes how long its statements take.
struct Timed<'a> {
    inner: &'a DatabaseConnection,
    nanoseconds: AtomicU64,
}

impl Timed<'_> {
    async fn time<T>(&self, work: impl Future<Output = T>) -> T {
        let start = Instant::now();
        let answer = work.await;
        let took = u64::try_from(start.elapsed().as_nanos()).unwrap();
        self.nanoseconds.fetch_add(took, Ordering::Relaxed);
        answer
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Timed<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.time(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.time(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.time(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.time(self.inner.query_all_raw(statement)).await
    }
}
