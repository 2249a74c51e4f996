//! Fields of what a customer was sent.

use super::fields;
use crate::message::MessageState;

fn states() -> Vec<&'static str> {
    MessageState::ALL.iter().map(|state| state.code()).collect()
}

fields! {
    /// A field of what a customer was sent.
    MessageField {
        /// The day of the last message that was accepted.
        Last = "message.last": Spec::of(Kind::Day).or_empty(),
        /// There is a message in this state.
        State = "message.state": Spec::choice(states),
        /// How many messages were written.
        Count = "message.count": Spec::of(Kind::Number).over_days(),
    }
}
