//! Why a message does not leave after all.

use serde::{Deserialize, Serialize};

use crate::dunning;

/// The reason of a skipped message, by its stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The address was found not to work since the message was queued.
    ContactPointInvalid,
    /// The party asked that its data be used no more (GDPR art. 18).
    PartyRestricted,
    /// The party was deleted since the message was queued.
    PartyDeleted,
    /// A person says that the letter will not be posted, or the call not made.
    Discarded,
    /// What a reminder was about has changed since its run was confirmed.
    Dunning(dunning::SkipReason),
}

impl SkipReason {
    /// Its stable code, as stored and as the locales name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ContactPointInvalid => "contact_point_invalid",
            Self::PartyRestricted => "party_restricted",
            Self::PartyDeleted => "party_deleted",
            Self::Discarded => "discarded",
            Self::Dunning(reason) => reason.code(),
        }
    }
}

impl From<dunning::SkipReason> for SkipReason {
    fn from(reason: dunning::SkipReason) -> Self {
        Self::Dunning(reason)
    }
}
