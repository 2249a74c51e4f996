//! The delivery ledger: one row for each purpose, recipient and channel, written before anything
//! leaves.
//!
//! Always true: what was queued = accepted + failed + skipped + uncertain + handed out + what is
//! still queued, claimed or deferred; the counters of a batch say so and are kept with the change.
//! What a worker says of a row it claimed counts only under the token of that claim, and what may
//! have left is never queued again but by a person or by the worker's own record.

mod cancel;
mod change;
mod claim;
mod count;
mod expire;
mod journal;
mod letter;
mod list;
mod pause;
mod permission;
mod person;
mod queue;
mod record;
mod row;
mod statement;
mod waiting;

#[cfg(test)]
mod tests;

pub use cancel::cancel_batch;
pub use claim::{Claim, ClaimedMessage, ClaimedPage, Scope, claim_page};
pub use count::{counts, counts_of_batch};
pub use domain::message::Purpose;
pub use expire::{Expired, return_expired};
pub use journal::{Findings, Silence, settle_journal};
pub use letter::keep_letter;
pub use list::{Attempt, Detail, Filter, Message, get, list};
pub use pause::{Pause, active_pauses, pause, resume};
pub use permission::look_again;
pub use person::{Said, discard, discard_in, prove, prove_in, retry, retry_in, settle, settle_in};
pub use queue::{NewMessage, queue};
pub use record::{Recorded, Settlement, record_outcomes};
pub use row::LostAnswer;
pub use waiting::{Waiting, batches_due, is_due, next_due, waiting};

/// The kind of job that sends what is due of a batch.
pub const DELIVER: &str = "deliver_messages";
