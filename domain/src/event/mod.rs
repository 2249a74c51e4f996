//! The timeline: what happened, told by ids and codes, never by a personal value.

mod kind;

use uuid::Uuid;

use crate::id::{CustomerId, PartyId};

pub use kind::{EventKind, UnknownEventKind};

/// An entry to append to the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// The party concerned.
    pub party: Option<PartyId>,
    /// The customer concerned.
    pub customer: Option<CustomerId>,
    /// The noun and the id of the object it is about.
    pub subject: (&'static str, Uuid),
    /// Codes, ids and amounts: no personal data.
    pub data: serde_json::Value,
    /// Other objects on whose timeline it stands too: the other customers of a shared mailbox.
    pub links: Vec<Uuid>,
    /// What changed, field by field; kept apart, since it may be personal and can be erased.
    pub values: Vec<ChangedValue>,
}

/// A value before and after a change.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedValue {
    /// The stable name of the field.
    pub field: String,
    /// Before; none when there was nothing.
    pub before: Option<serde_json::Value>,
    /// After; none when there is nothing any more.
    pub after: Option<serde_json::Value>,
}

impl ChangedValue {
    /// The change of a field, unless both are equal. `null` is nothing.
    #[must_use]
    pub fn of(
        field: impl Into<String>,
        before: serde_json::Value,
        after: serde_json::Value,
    ) -> Option<Self> {
        let some = |value: serde_json::Value| (!value.is_null()).then_some(value);
        let (field, before, after) = (field.into(), some(before), some(after));
        (before != after).then_some(Self { field, before, after })
    }
}

impl NewEvent {
    /// An entry about `subject` alone, without data.
    #[must_use]
    pub fn new(kind: EventKind, noun: &'static str, subject: impl Into<Uuid>) -> Self {
        let subject = (noun, subject.into());
        Self {
            kind,
            party: None,
            customer: None,
            subject,
            data: serde_json::json!({}),
            links: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The same, concerning `customer`.
    #[must_use]
    pub fn of_customer(mut self, customer: CustomerId) -> Self {
        self.customer = Some(customer);
        self
    }

    /// The same, concerning `party`.
    #[must_use]
    pub fn of_party(mut self, party: PartyId) -> Self {
        self.party = Some(party);
        self
    }

    /// The same, standing on the timeline of `object` too.
    #[must_use]
    pub fn also_of(mut self, object: impl Into<Uuid>) -> Self {
        self.links.push(object.into());
        self
    }

    /// The same, with the values that changed.
    #[must_use]
    pub fn changing(mut self, values: Vec<ChangedValue>) -> Self {
        self.values = values;
        self
    }

    /// The same, with `data`.
    #[must_use]
    pub fn with(mut self, data: serde_json::Value) -> Self {
        self.data = data;
        self
    }
}
