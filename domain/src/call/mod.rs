//! Calls: whom the firm called, when, and what came of it. They are counted (D223-9 C. conso.).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{CallId, ContactPointId, NoteId, PartyId};

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// The person spoke with us.
    Answered,
    /// Nobody answered; the attempt counts all the same.
    NoAnswer,
    /// The person refused to be called so.
    Refused,
}

code_enum!(CallOutcome, UnknownCallOutcome, "no outcome of a call": {
    Answered => "answered",
    NoAnswer => "no_answer",
    Refused => "refused",
});

/// Where a call is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallSource {
    /// In the log of calls.
    Call(CallId),
    /// In a note of what was said.
    Note(NoteId),
}

/// A call as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallRecord {
    /// Where it is written down.
    pub source: CallSource,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What came of it; a note does not say.
    pub outcome: Option<CallOutcome>,
}

impl CallRecord {
    /// Whether the person refused to be called so.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.outcome == Some(CallOutcome::Refused)
    }

    /// Whether the person spoke with us: a contact that keeps the relation alive.
    #[must_use]
    pub fn is_from_the_person(&self) -> bool {
        self.outcome == Some(CallOutcome::Answered)
    }
}

/// A call to record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCall {
    /// Whom; the party or the number must be named.
    pub party: Option<PartyId>,
    /// Which number.
    pub point: Option<ContactPointId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What came of it.
    pub outcome: CallOutcome,
}

/// Why a call is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallFault {
    /// It lies in the future.
    #[error("the call is dated in the future")]
    Future,
    /// Neither a party nor a number is named.
    #[error("nobody was called")]
    Nobody,
}

impl CallFault {
    /// Every fault, for the texts.
    pub const ALL: [Self; 2] = [Self::Future, Self::Nobody];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Future => "call_in_future",
            Self::Nobody => "call_to_nobody",
        }
    }
}

impl NewCall {
    /// The call, when it can be recorded at `now`.
    ///
    /// # Errors
    /// [`CallFault`] names what is wrong with it.
    pub fn checked(self, now: DateTime<Utc>) -> Result<Self, CallFault> {
        if self.at > now {
            return Err(CallFault::Future);
        }
        if self.party.is_none() && self.point.is_none() {
            return Err(CallFault::Nobody);
        }
        Ok(self)
    }
}
