//! The states of a message, as one total function: (state, event) -> state or refusal.

use serde::{Deserialize, Serialize};

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Written down; nothing has left.
    Queued,
    /// A worker holds it for the time of its lease.
    Claimed,
    /// The next server has taken it over, or a person says that it arrived.
    Accepted,
    /// Put off by the next server; it has its next instant.
    Deferred,
    /// It will not arrive.
    Failed,
    /// Handed over, and no answer came: only a person can tell.
    Uncertain,
    /// Not sent, for a reason.
    Skipped,
    /// The letter or the task exists; a person does the rest.
    HandedOut,
}

code_enum! {
    MessageState, UnknownMessageState, "not a state of a message": {
        Queued => "queued",
        Claimed => "claimed",
        Accepted => "accepted",
        Deferred => "deferred",
        Failed => "failed",
        Uncertain => "uncertain",
        Skipped => "skipped",
        HandedOut => "handed_out",
    }
}

/// What may happen to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageEvent {
    /// A worker takes it.
    Claim,
    /// The next server answered that it has it.
    Accept,
    /// The next server asked to come back.
    Defer,
    /// It was refused for good.
    Fail,
    /// It was handed over and no answer came, or its worker was lost.
    LoseAnswer,
    /// Its worker never began with it.
    GiveBack,
    /// The letter or the task was made.
    HandOut,
    /// The law, a hold or a payment forbids it at the moment of sending.
    Skip,
    /// A person cancelled what it belongs to.
    Cancel,
    /// A person says that the uncertain one arrived.
    SaySent,
    /// A person says that the uncertain one was lost.
    SayLost,
    /// A person asks for another attempt.
    Retry,
    /// A person entered the day and the proof of posting, or of the call.
    Prove,
    /// A person says that the letter will not be posted, or the call not made.
    Discard,
}

impl MessageEvent {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Claim,
        Self::Accept,
        Self::Defer,
        Self::Fail,
        Self::LoseAnswer,
        Self::GiveBack,
        Self::HandOut,
        Self::Skip,
        Self::Cancel,
        Self::SaySent,
        Self::SayLost,
        Self::Retry,
        Self::Prove,
        Self::Discard,
    ];
}

/// The event cannot happen to a message in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message that is {state} does not take {event:?}")]
pub struct TransitionRefused {
    /// Where the message stands.
    pub state: MessageState,
    /// What was to happen.
    pub event: MessageEvent,
}

impl MessageState {
    /// The state after `event`.
    ///
    /// An uncertain message also takes what a worker's own record says about it, found late: the
    /// store lets it through only under the claim that left the message uncertain.
    ///
    /// # Errors
    /// When the event cannot happen in this state.
    pub const fn after(self, event: MessageEvent) -> Result<Self, TransitionRefused> {
        use MessageEvent as E;
        match (self, event) {
            (Self::Queued | Self::Deferred, E::Claim) => Ok(Self::Claimed),
            (Self::Queued | Self::Deferred, E::Skip | E::Cancel)
            | (Self::Claimed, E::Skip)
            | (Self::HandedOut, E::Discard) => Ok(Self::Skipped),
            (Self::Claimed | Self::Uncertain, E::Accept)
            | (Self::Uncertain, E::SaySent)
            | (Self::HandedOut, E::Prove) => Ok(Self::Accepted),
            (Self::Claimed | Self::Uncertain, E::Defer) => Ok(Self::Deferred),
            (Self::Claimed | Self::Uncertain, E::Fail) => Ok(Self::Failed),
            (Self::Claimed, E::LoseAnswer) => Ok(Self::Uncertain),
            (Self::Claimed, E::HandOut) => Ok(Self::HandedOut),
            (Self::Claimed | Self::Uncertain, E::GiveBack)
            | (Self::Uncertain, E::SayLost)
            | (Self::Failed, E::Retry) => Ok(Self::Queued),
            (state, event) => Err(TransitionRefused { state, event }),
        }
    }

    /// Whether nothing more happens by itself.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Queued | Self::Claimed | Self::Deferred)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line for each state; a column for each event, in the order of `MessageEvent::ALL`.
    #[test]
    fn every_state_answers_every_event() {
        const TABLE: &str = "
                       claim    accept    defer     fail    lose       give_back hand_out    skip     cancel   say_sent  say_lost  retry   prove     discard
            queued     claimed  -         -         -       -          -         -           skipped  skipped  -         -         -       -         -
            claimed    -        accepted  deferred  failed  uncertain  queued    handed_out  skipped  -        -         -         -       -         -
            accepted   -        -         -         -       -          -         -           -        -        -         -         -       -         -
            deferred   claimed  -         -         -       -          -         -           skipped  skipped  -         -         -       -         -
            failed     -        -         -         -       -          -         -           -        -        -         -         queued  -         -
            uncertain  -        accepted  deferred  failed  -          queued    -           -        -        accepted  queued    -       -         -
            skipped    -        -         -         -       -          -         -           -        -        -         -         -       -         -
            handed_out -        -         -         -       -          -         -           -        -        -         -         -       accepted  skipped
        ";
        let mut states = 0;
        for line in TABLE.lines().filter(|line| !line.trim().is_empty()).skip(1) {
            let mut words = line.split_whitespace();
            let state: MessageState = words.next().unwrap().parse().unwrap();
            let expected: Vec<_> = words.collect();
            assert_eq!(expected.len(), MessageEvent::ALL.len());
            for (event, expected) in MessageEvent::ALL.iter().zip(expected) {
                let expected = match expected {
                    "-" => Err(TransitionRefused { state, event: *event }),
                    code => Ok(code.parse().unwrap()),
                };
                assert_eq!(state.after(*event), expected, "{state} {event:?}");
            }
            states += 1;
        }
        assert_eq!(states, MessageState::ALL.len());
    }

    #[test]
    fn nothing_that_may_have_left_is_sent_again_without_a_person_or_a_record() {
        for event in MessageEvent::ALL {
            let again = MessageState::Uncertain.after(*event) == Ok(MessageState::Queued);
            let expected = matches!(event, MessageEvent::SayLost | MessageEvent::GiveBack);
            assert_eq!(again, expected, "{event:?}");
            assert!(MessageState::Accepted.after(*event).is_err());
        }
    }
}
