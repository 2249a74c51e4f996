//! Suppressions: addresses that are not written to, kept as keyed fingerprints, so that they outlive
//! an erasure and know the same address when it comes again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{PurposeId, SuppressionId};
use crate::purpose::Purpose;

/// Why an address is suppressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionReason {
    /// The person objected to marketing (GDPR art. 21).
    Objection,
    /// The person's data were erased (GDPR art. 17).
    Erasure,
    /// The person called our mail unwanted.
    Complaint,
    /// It is not the address of whom we meant.
    WrongAddress,
}

code_enum!(SuppressionReason, UnknownSuppressionReason, "no reason of a suppression": {
    Objection => "objection",
    Erasure => "erasure",
    Complaint => "complaint",
    WrongAddress => "wrong_address",
});

impl SuppressionReason {
    /// Whether it stops every message; the others stop marketing alone.
    #[must_use]
    pub const fn binds_everything(self) -> bool {
        matches!(self, Self::WrongAddress)
    }

    /// Whether the person alone put it there, and may take it back by consenting anew (GDPR 7). The others
    /// are the firm's: a person of the firm lifts them.
    #[must_use]
    pub const fn is_the_persons_own(self) -> bool {
        matches!(self, Self::Objection)
    }

    /// The article behind it.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Objection | Self::Complaint => "GDPR 21(2)",
            Self::Erasure => "GDPR 17",
            Self::WrongAddress => "GDPR 5(1)(d)",
        }
    }
}

/// A suppression that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suppression {
    /// Its id.
    pub id: SuppressionId,
    /// Why.
    pub reason: SuppressionReason,
    /// For which purpose; all when absent.
    pub purpose: Option<PurposeId>,
    /// Since when.
    pub at: DateTime<Utc>,
}

impl Suppression {
    /// Whether it forbids messages for a purpose: a wrong address stops everything, the others
    /// marketing.
    #[must_use]
    pub fn binds(&self, purpose: &Purpose) -> bool {
        (self.reason.binds_everything() || purpose.marketing)
            && self.purpose.is_none_or(|named| named == purpose.id)
    }

    /// Whether a yes to one purpose, given at `given`, takes it back: the person's own no to that same
    /// purpose, said before. A no to all marketing is more than one purpose takes back.
    #[must_use]
    pub fn is_taken_back(&self, purpose: PurposeId, given: DateTime<Utc>) -> bool {
        self.reason.is_the_persons_own() && self.purpose == Some(purpose) && given > self.at
    }
}
