//! The HTTP interface, as programs and people meet it: the real server on port 0, a real database of
//! either engine, a clock that the test moves.

mod app;
mod consent_request;
mod contact;
mod document;
mod doors;
mod dunning;
mod erasure;
mod file;
mod idempotency;
mod imports;
mod ledger;
mod limits;
mod merge;
mod problems;
mod public;
mod search;
mod segment;
mod session;
mod texts;
mod users;
