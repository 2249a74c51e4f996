//! The schema, in order: each migration runs in a transaction on both engines, and can be undone.
//!
//! A released migration never changes. What a column gives up is first no longer read, then no
//! longer written, then dropped: the program before the last one still runs on the new schema.

use std::hash::{DefaultHasher, Hash, Hasher};

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::sea_query::PostgresQueryBuilder;

mod m0001_history;
mod m0002_procedures;
mod m0003_customers;
mod m0004_imports;
mod m0005_receivables;
mod m0006_rates;
mod m0007_dunning;
mod m0008_messages;
mod m0009_people;
mod m0010_asked;
mod m0011_file;
mod m0012_import;
mod m0013_search;
mod m0014_consent;
mod m0015_segment;
mod m0016_merge;
mod m0017_public;
mod m0018_found;
mod m0019_import_notice;
mod m0020_preference_link;
mod m0021_person_merge;
mod m0022_erasure;
mod m0023_address_validity;
mod m0024_found_later;
mod m0025_establishment_merge;
mod procedure;
mod purpose;
mod rates;
mod step;

pub use procedure::DEFAULT_PROCEDURE;
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

use step::Step;

const STEPS: &[Step] = &[
    m0001_history::STEP,
    m0002_procedures::STEP,
    m0003_customers::STEP,
    m0004_imports::STEP,
    m0005_receivables::STEP,
    m0006_rates::STEP,
    m0007_dunning::STEP,
    m0008_messages::STEP,
    m0009_people::STEP,
    m0010_asked::STEP,
    m0011_file::STEP,
    m0012_import::STEP,
    m0013_search::STEP,
    m0014_consent::STEP,
    m0015_segment::STEP,
    m0016_merge::STEP,
    m0017_public::STEP,
    m0018_found::STEP,
    m0019_import_notice::STEP,
    m0020_preference_link::STEP,
    m0021_person_merge::STEP,
    m0022_erasure::STEP,
    m0023_address_validity::STEP,
    m0024_found_later::STEP,
    m0025_establishment_merge::STEP,
];

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS.iter().map(|step| Box::new(*step) as Box<dyn MigrationTrait>).collect()
    }
}

/// The names of the migrations, oldest first.
pub fn names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

/// A number that changes with any statement or row of any migration: names a cached test database.
#[must_use]
pub fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    for step in STEPS {
        step.name.hash(&mut hasher);
        for sql in step.statements(DbBackend::Postgres) {
            sql.hash(&mut hasher);
        }
        for row in step.seed.map(|rows| rows()).unwrap_or_default() {
            row.to_string(PostgresQueryBuilder).hash(&mut hasher);
        }
    }
    hasher.finish()
}
