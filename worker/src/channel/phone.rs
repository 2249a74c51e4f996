//! Calls: the message itself is the task that a person sees and ends.

use domain::message::Outcome;

use super::Delivered;

/// Hands the task out.
pub(super) const fn hand_out() -> Delivered {
    Delivered::Done(Outcome::HandedOut)
}
