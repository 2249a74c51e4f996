//! Why a message does not leave after all.

use serde::{Deserialize, Serialize};

use crate::contactability::Reason;
use crate::dunning;

/// The reason of a skipped message, by its stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// A person says that the letter will not be posted, or the call not made.
    Discarded,
    /// The consent was confirmed before, or its link would be too old.
    RequestOver,
    /// The link to the preferences would be too old.
    LinkOver,
    /// What a reminder was about has changed since its run was confirmed.
    Dunning(dunning::SkipReason),
    /// The person may not be contacted so; written by its bare code.
    #[serde(untagged)]
    Contact(Reason),
}

impl SkipReason {
    /// Its stable code, as stored and as the locales name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Discarded => "discarded",
            Self::RequestOver => "request_over",
            Self::LinkOver => "link_over",
            Self::Dunning(reason) => reason.code(),
            Self::Contact(reason) => reason.code(),
        }
    }
}

impl From<dunning::SkipReason> for SkipReason {
    fn from(reason: dunning::SkipReason) -> Self {
        Self::Dunning(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_written_as_it_always_was() {
        for (reason, text) in [
            (SkipReason::Contact(Reason::PartyDeleted), r#""party_deleted""#),
            (SkipReason::Contact(Reason::PartyRestricted), r#""party_restricted""#),
            (SkipReason::Contact(Reason::ContactPointInvalid), r#""contact_point_invalid""#),
            (SkipReason::Dunning(dunning::SkipReason::Held), r#"{"dunning":"held"}"#),
        ] {
            assert_eq!(serde_json::to_string(&reason).unwrap(), text);
            assert_eq!(serde_json::from_str::<SkipReason>(text).unwrap(), reason);
        }
    }
}
