//! Who asks: the HTTP interface, JSON under `/api/v1`.
//!
//! One endpoint is one file with its request, its answer, its words of documentation and its handler,
//! in the folder of its noun. A handler's signature says who may call it and what it reads: the
//! permission is checked, the body is read into values of the domain, and the OpenAPI document is
//! written, from the same types. A handler without a permission in front does not compile.

#[macro_use]
mod input;

mod access;
mod address;
mod answer;
mod config;
mod edge;
mod endpoint;
mod money;
mod openapi;
mod problem;
mod progress;
mod restriction;
mod routes;
mod server;
mod state;
mod table;

mod call;
mod company;
mod consent;
mod consent_request;
mod contact_point;
mod contact_rule;
mod contact_sheet;
mod contactability;
mod credit_note;
mod custom_field;
mod customer;
mod dunning;
mod duplicate;
mod erasure;
mod establishment;
mod health;
mod import;
mod invoice;
mod merge;
mod message;
mod metrics;
mod payment;
mod person;
mod preference_link;
mod public;
mod purpose;
mod reference_rate;
mod search;
mod segment;
mod session;
mod suppression;
mod task;
mod timeline;
mod token;
mod user;

pub use config::{Clock, Config, Deps, Entropy};
pub use openapi::document;
pub use routes::{Access, RouteRule, rules};
pub use server::server;
