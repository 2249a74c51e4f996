//! What is remembered: the tables, and one function for each change of state.
//!
//! A function opens a write transaction, reads what the rule needs, asks the domain to decide, and
//! writes the decision, its timeline and the outbox rows: all or nothing. Sets of rows are read and
//! written by sets, a bounded number of statements for each page of a thousand.

pub mod address;
pub mod allocation;
pub mod blob;
pub mod call;
pub mod canonical;
pub mod company;
pub mod consent;
pub mod consent_request;
mod constraint;
pub mod contact_point;
pub mod contact_sheet;
pub mod contactability;
pub mod counter;
pub mod customer;
pub mod db;
mod department;
pub mod doctor;
pub mod dunning;
pub mod duplicate;
pub mod entity;
pub mod erasure;
pub mod error;
pub mod event;
pub mod export;
pub mod idempotency;
pub mod import;
pub mod invoice;
mod many;
pub mod merge;
pub mod message;
pub mod outbox;
pub mod page;
pub mod party;
pub mod payment;
pub mod preference;
pub mod purpose;
pub mod rate;
pub mod restriction;
mod schema;
pub mod search;
pub mod secret;
pub mod segment;
pub mod session;
mod sql;
mod statement;
pub mod suppression;
pub mod task;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod timeline;
pub mod token;
mod transient;
pub mod user;

#[cfg(test)]
mod db_tests;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod shared_tests;

pub use db::{Db, Engine, Write};
pub use error::{Refusal, StoreError};
pub use page::{Page, PageRequest};
pub use schema::{Migrated, SchemaState};
