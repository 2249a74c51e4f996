//! What is true: the types and the rules of the trade, as plain values and pure functions.
//!
//! Nothing here reads a clock, a file or a database: what a rule needs is given to it, and it
//! answers with a decision. A value that exists is valid.

#[macro_use]
mod code;

pub mod calendar;
pub mod call;
pub mod company;
pub mod consent;
pub mod contact_sheet;
pub mod contactability;
pub mod context;
pub mod customer;
pub mod dunning;
pub mod duplicate;
pub mod erasure;
pub mod event;
pub mod export;
pub mod fold;
pub mod id;
pub mod import;
pub mod invoice;
pub mod language;
pub mod link;
pub mod merge;
pub mod message;
pub mod money;
pub mod payment;
pub mod penalty;
pub mod purpose;
pub mod rate;
pub mod restriction;
pub mod search;
pub mod segment;
pub mod suppression;
pub mod task;
pub mod user;
