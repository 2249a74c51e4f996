//! What happens later: the queue, the sending, the channels.
//!
//! Nobody is lost and nobody is written to twice. The truth is in the ledger of the store; a job
//! only says where to look. A task claims a page, notes each hand-over in the journal on its own
//! disk, and records the page: a crash leaves in doubt at most one mail for each open connection.

mod active;
mod channel;
pub mod check;
mod config;
mod delivery;
mod dispatch;
mod document;
mod drain;
mod duplicate;
mod import;
mod journal;
mod mail;
mod posting;
mod queue;
mod recovery;
mod relay;
mod run;
mod smtp;
mod sweep;
mod tally;
#[cfg(test)]
mod tests;

pub use config::{Clock, Config, Deps};
pub use drain::{Summary, drain};
pub use run::run;
pub use tally::Tally;
