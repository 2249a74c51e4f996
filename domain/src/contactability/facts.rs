//! What the rule needs to know of a person, an address and the moment.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::AddressNature;
use crate::calendar::Zone;
use crate::call::CallRecord;
use crate::consent::{ConsentRecord, Subject};
use crate::customer::LegalClass;
use crate::id::HoldId;
use crate::suppression::Suppression;

/// Whether the person can be reached by the channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// There is an address.
    Works,
    /// There is one, and it is known not to work.
    Invalid(DateTime<Utc>),
    /// There is none.
    Missing,
}

/// The relation of the firm with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// When the data were collected.
    pub collected_at: DateTime<Utc>,
    /// The last contact that came from the person: a message, a click, an answered call, a payment.
    pub last_contact_at: Option<DateTime<Utc>>,
    /// The last purchase.
    pub purchased_on: Option<NaiveDate>,
    /// Whether a contract runs to which the purpose relates.
    pub running_contract: bool,
}

/// A hold that is open and forbids promotions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenHold {
    /// Its id.
    pub id: HoldId,
}

/// All that the rule needs; what is no marketing needs the first half alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Who at which address.
    pub subject: Subject,
    /// Since when the use of the data is restricted (GDPR art. 18).
    pub restricted_at: Option<DateTime<Utc>>,
    /// Since when the person is gone from the file.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Whether the person can be reached.
    pub reach: Reach,
    /// Suppressions of the address that stand.
    pub suppressions: Vec<Suppression>,
    /// Who the person is in law; a consumer while it is not known.
    pub class: LegalClass,
    /// Whose the address is.
    pub nature: AddressNature,
    /// Decisions of the person, and of others about the address.
    pub consents: Vec<ConsentRecord>,
    /// The relation of the firm with the person; none when nobody is known.
    pub relation: Option<Relation>,
    /// A hold that is open.
    pub hold: Option<OpenHold>,
    /// The calls before.
    pub calls: Vec<CallRecord>,
    /// Whose holidays count.
    pub zone: Zone,
    /// Whose hours count.
    pub clock: Tz,
}

impl Facts {
    /// The facts of an address at which nobody is known.
    #[must_use]
    pub fn of_nobody(zone: Zone, clock: Tz) -> Self {
        Self {
            subject: Subject::default(),
            restricted_at: None,
            deleted_at: None,
            reach: Reach::Works,
            suppressions: Vec::new(),
            class: LegalClass::Unknown,
            nature: AddressNature::Personal,
            consents: Vec::new(),
            relation: None,
            hold: None,
            calls: Vec::new(),
            zone,
            clock,
        }
    }
}
