//! Consents: what a person decided about being contacted, as append-only records, and the state that
//! follows from them.
//!
//! A record is never changed: the latest one in force decides, of two at one instant the stricter. A merge
//! of two people weakens no refusal of either: until they say something as one, the stricter of both holds.
//! What somebody else wrote down about the person (an import) never raises a consent.

mod choice;
mod import;
mod method;
mod request;
mod silence;
mod state;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::contactability::ContactChannel;
use crate::id::{ConsentId, ContactPointId, ImportId, PartyId, PurposeId, WordingId};
use crate::language::Language;

pub use choice::choose;
pub use import::{ImportVerdict, UnknownImportVerdict, judge, said_by_a_file};
pub use method::{CollectionMethod, UnknownCollectionMethod};
pub use request::{
    ConsentRequestDocument, PREFERENCE_LINK_LIFE, PREFERENCE_LINK_PAUSE, PREFERENCES_LIFE,
    PreferenceLinkDocument, REQUEST_LIFE, RequestState, UnknownRequestState,
};
pub use silence::silences;
pub use state::{Subject, Voice, current, informed};

/// The longest value of an evidence, and the longest name of who collected, in characters.
pub const LONGEST_EVIDENCE: usize = 500;

/// The most entries of an evidence.
pub const MOST_EVIDENCE: usize = 20;

/// What a person decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Was told of the use and of the right to refuse when the address was collected, and did not
    /// refuse: what the soft opt-in asks for (L34-5 CPCE). It is no consent.
    Informed,
    /// Consented by a clear positive act (GDPR 4(11)).
    Given,
    /// The consent ran out.
    Expired,
    /// Did not consent when asked.
    Refused,
    /// Took the consent back (GDPR 7(3)).
    Withdrawn,
    /// Objected (GDPR 21).
    Objected,
}

code_enum!(Decision, UnknownDecision, "no decision about consent": {
    Informed => "informed",
    Given => "given",
    Expired => "expired",
    Refused => "refused",
    Withdrawn => "withdrawn",
    Objected => "objected",
});

impl Decision {
    /// Whether it says no.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Objected)
    }

    /// Whether it opens a way that was closed before.
    #[must_use]
    pub const fn raises(self) -> bool {
        matches!(self, Self::Given | Self::Informed)
    }
}

/// A decision as the rule reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentRecord {
    /// Its id.
    pub id: ConsentId,
    /// Whose.
    pub party: Option<PartyId>,
    /// Who said it, of several whom merges made one; none where nobody was merged.
    pub voice: Option<Voice>,
    /// About which address; about all of the party's when absent.
    pub point: Option<ContactPointId>,
    /// For which purpose; for all marketing when absent.
    pub purpose: Option<PurposeId>,
    /// By which channel; by all when absent.
    pub channel: Option<ContactChannel>,
    /// What was decided.
    pub decision: Decision,
    /// From when it counts.
    pub effective_at: DateTime<Utc>,
    /// When we learnt it.
    pub recorded_at: DateTime<Utc>,
}

/// A decision to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    /// Whose; the party or the address must be named.
    pub party: Option<PartyId>,
    /// About which address; about all of the party's when absent.
    pub point: Option<ContactPointId>,
    /// For which purpose; for all marketing when absent, which only a no may be.
    pub purpose: Option<PurposeId>,
    /// By which channel; by all when absent, which only a no may be.
    pub channel: Option<ContactChannel>,
    /// What was decided.
    pub decision: Decision,
    /// The text that was shown.
    pub wording: Option<WordingId>,
    /// The language in which it was shown.
    pub language: Option<Language>,
    /// How it was collected.
    pub method: CollectionMethod,
    /// By whom, in words: a name, a stand, a page.
    pub collected_by: Option<String>,
    /// What proves it, by name: the number of a form, a recording, a page.
    pub evidence: BTreeMap<String, String>,
    /// From when it counts.
    pub effective_at: DateTime<Utc>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// Why a decision is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentFault {
    /// It is dated in the future.
    #[error("dated in the future")]
    Future,
    /// Neither a party nor an address is named.
    #[error("nobody decided")]
    Nobody,
    /// A yes names its purpose and its channel (GDPR 6(1)(a), recital 32).
    #[error("consent is for a purpose and a channel")]
    Unspecific,
    /// A yes names the text that was shown and its language: the proof is the sender's (GDPR 7(1)).
    #[error("consent names the text that was shown")]
    WithoutWording,
    /// A file says yes for somebody.
    #[error("an import raises no consent")]
    ImportRaises,
    /// A text of the evidence is too long, or there are too many.
    #[error("too much evidence")]
    Evidence,
}

impl ConsentFault {
    /// Every fault, for the texts.
    pub const ALL: [Self; 6] = [
        Self::Future,
        Self::Nobody,
        Self::Unspecific,
        Self::WithoutWording,
        Self::ImportRaises,
        Self::Evidence,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Future => "consent_in_future",
            Self::Nobody => "consent_of_nobody",
            Self::Unspecific => "consent_unspecific",
            Self::WithoutWording => "consent_without_wording",
            Self::ImportRaises => "consent_import_raises",
            Self::Evidence => "consent_evidence",
        }
    }
}

impl NewConsent {
    /// The record of it, as the rule reads it.
    #[must_use]
    pub const fn as_record(&self, id: ConsentId, recorded_at: DateTime<Utc>) -> ConsentRecord {
        ConsentRecord {
            id,
            party: self.party,
            voice: None,
            point: self.point,
            purpose: self.purpose,
            channel: self.channel,
            decision: self.decision,
            effective_at: self.effective_at,
            recorded_at,
        }
    }

    /// The decision, when it can be recorded at `now`.
    ///
    /// # Errors
    /// [`ConsentFault`] names what is wrong with it.
    pub fn checked(self, now: DateTime<Utc>) -> Result<Self, ConsentFault> {
        if self.effective_at > now {
            return Err(ConsentFault::Future);
        }
        if self.party.is_none() && self.point.is_none() {
            return Err(ConsentFault::Nobody);
        }
        if self.decision.raises() {
            if self.import.is_some() || self.method == CollectionMethod::Import {
                return Err(ConsentFault::ImportRaises);
            }
            if self.purpose.is_none() || self.channel.is_none() {
                return Err(ConsentFault::Unspecific);
            }
            if self.wording.is_none() || self.language.is_none() {
                return Err(ConsentFault::WithoutWording);
            }
        }
        let fits = |text: &str| text.chars().count() <= LONGEST_EVIDENCE;
        let collected = self.collected_by.as_deref().is_none_or(fits);
        let evidence = self.evidence.iter().all(|(name, text)| fits(name) && fits(text));
        if !collected || !evidence || self.evidence.len() > MOST_EVIDENCE {
            return Err(ConsentFault::Evidence);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
