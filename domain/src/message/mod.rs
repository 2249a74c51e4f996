//! A message on its way: its channel, its states, what a reply means, when the next attempt is.
//!
//! Nobody is lost and nobody is written to twice: every change of state goes through
//! [`MessageState::after`], which knows every pair of a state and an event.

mod backoff;
mod channel;
mod outcome;
mod purpose;
mod reply;
mod skip;
mod state;

pub use backoff::{ATTEMPTS, next_attempt};
pub use channel::{Channel, UnknownChannel};
pub use outcome::{
    FailureClass, FailureReason, Outcome, Reply, UnknownFailureClass, UnknownFailureReason,
};
pub use purpose::{Purpose, UnknownPurpose};
pub use reply::{Enhanced, SenderFault, Stage, UnknownSenderFault, Verdict, classify};
pub use skip::SkipReason;
pub use state::{MessageEvent, MessageState, TransitionRefused, UnknownMessageState};
