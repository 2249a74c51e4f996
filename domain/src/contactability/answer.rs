//! The answer: yes or no, why, by which article, on what evidence, and when it would be lawful.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{CallId, ConsentId, HoldId, NoteId, SuppressionId};

/// Why a contact is lawful or not, by its stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Lawful: the person consented.
    ConsentGiven,
    /// Lawful: an existing customer, informed at collection, for similar products.
    ExistingCustomer,
    /// Lawful: a person at work, about the work, who did not object.
    ProfessionalAddress,
    /// Lawful: an address that is nobody's in particular.
    GenericAddress,
    /// Lawful: a running contract, in relation to it.
    RunningContract,
    /// Lawful: a letter, to which the person did not object.
    LegitimateInterest,
    /// Lawful: it is no marketing.
    NotMarketing,
    /// What was given is no address of this channel.
    NotAnAddress,
    /// Nobody of the file is reached there.
    UnknownPerson,
    /// The person's data were erased.
    PartyDeleted,
    /// The use of the person's data is restricted.
    PartyRestricted,
    /// There is no address for this channel.
    NoContactPoint,
    /// The address is known not to work.
    ContactPointInvalid,
    /// The address is suppressed.
    Suppressed,
    /// The firm does not pursue the purpose any more.
    PurposeInactive,
    /// The purpose does not use this channel.
    ChannelNotOfPurpose,
    /// The person objected.
    Objected,
    /// The person took the consent back.
    ConsentWithdrawn,
    /// The person did not consent when asked.
    ConsentRefused,
    /// The consent ran out, and nothing else carries.
    ConsentExpired,
    /// Consent is needed, and there is none.
    NoConsent,
    /// An existing customer who was not informed at collection.
    NotInformed,
    /// Before prior consent was the rule: whether the person is on the list of opposition (Bloctel) is
    /// not known here.
    OppositionListUnchecked,
    /// The person has been silent for too long.
    RetentionOver,
    /// Something is disputed: no promotion meanwhile.
    HoldOpen,
    /// The person refused calls a short while ago.
    RefusedRecently,
    /// The person was called often enough.
    TooManyCalls,
    /// Nobody is called on a weekend or a public holiday.
    NotACallingDay,
    /// Nobody is called at this hour.
    OutsideCallingHours,
    /// A figure of the law is missing for that day.
    RuleMissing,
}

code_enum!(Reason, UnknownReason, "no reason of an answer on contact": {
    ConsentGiven => "consent_given",
    ExistingCustomer => "existing_customer",
    ProfessionalAddress => "professional_address",
    GenericAddress => "generic_address",
    RunningContract => "running_contract",
    LegitimateInterest => "legitimate_interest",
    NotMarketing => "not_marketing",
    NotAnAddress => "not_an_address",
    UnknownPerson => "unknown_person",
    PartyDeleted => "party_deleted",
    PartyRestricted => "party_restricted",
    NoContactPoint => "no_contact_point",
    ContactPointInvalid => "contact_point_invalid",
    Suppressed => "suppressed",
    PurposeInactive => "purpose_inactive",
    ChannelNotOfPurpose => "channel_not_of_purpose",
    Objected => "objected",
    ConsentWithdrawn => "consent_withdrawn",
    ConsentRefused => "consent_refused",
    ConsentExpired => "consent_expired",
    NoConsent => "no_consent",
    NotInformed => "not_informed",
    OppositionListUnchecked => "opposition_list_unchecked",
    RetentionOver => "retention_over",
    HoldOpen => "hold_open",
    RefusedRecently => "refused_recently",
    TooManyCalls => "too_many_calls",
    NotACallingDay => "not_a_calling_day",
    OutsideCallingHours => "outside_calling_hours",
    RuleMissing => "rule_missing",
});

impl Reason {
    /// Whether the contact is lawful.
    #[must_use]
    pub const fn allows(self) -> bool {
        matches!(
            self,
            Self::ConsentGiven
                | Self::ExistingCustomer
                | Self::ProfessionalAddress
                | Self::GenericAddress
                | Self::RunningContract
                | Self::LegitimateInterest
                | Self::NotMarketing
        )
    }
}

/// What shows the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// A decision of the person.
    Consent {
        /// Its record.
        id: ConsentId,
        /// Since when it counts.
        at: DateTime<Utc>,
    },
    /// A suppression.
    Suppression {
        /// Its record.
        id: SuppressionId,
    },
    /// A hold.
    Hold {
        /// Its record.
        id: HoldId,
    },
    /// The last call, or the last refusal.
    Call {
        /// Its record.
        id: CallId,
        /// When it was made.
        at: DateTime<Utc>,
    },
    /// The last call, which a note tells.
    Note {
        /// Its note.
        id: NoteId,
        /// When it was made.
        at: DateTime<Utc>,
    },
    /// The last purchase of an existing customer, and the record that the person was informed.
    Relation {
        /// The day of the purchase.
        purchased_on: NaiveDate,
        /// The record.
        informed: ConsentId,
    },
    /// The ground on which the purpose rests.
    Ground {
        /// Its code.
        code: &'static str,
    },
    /// Since when it is so: restricted, erased, invalid, silent.
    Since {
        /// The instant.
        at: DateTime<Utc>,
    },
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Why.
    pub reason: Reason,
    /// The article of law.
    pub article: &'static str,
    /// Whether the rule was read in a published source; what was not is told as unconfirmed.
    pub confirmed: bool,
    /// What shows it.
    pub evidence: Option<Evidence>,
    /// The next lawful moment, when only the hour, the day or the number of calls forbids it.
    pub next_lawful_at: Option<DateTime<Utc>>,
}

impl Answer {
    /// An answer by a confirmed rule, without evidence.
    #[must_use]
    pub const fn new(reason: Reason, article: &'static str) -> Self {
        Self { reason, article, confirmed: true, evidence: None, next_lawful_at: None }
    }

    /// The same, shown by `evidence`.
    #[must_use]
    pub const fn shown_by(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// The same, as sure as `confirmed` says.
    #[must_use]
    pub const fn confirmed(mut self, confirmed: bool) -> Self {
        self.confirmed = self.confirmed && confirmed;
        self
    }

    /// Whether the contact is lawful.
    #[must_use]
    pub const fn allowed(&self) -> bool {
        self.reason.allows()
    }
}
