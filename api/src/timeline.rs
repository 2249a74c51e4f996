//! Entries of timelines and histories: which are asked for, and how the interface shows them.

use chrono::{DateTime, Utc};
use domain::event::{ChangedValue, EventKind};
use domain::id::UserId;
use domain::language::Language;
use serde::Serialize;
use serde_json::Value;
use store::timeline::{HistoryEntry, TimelineEntry, TimelineFilter};
use templates::{Catalog, TimelineFacts};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::SignedIn;
use crate::input::{EventKindCode, Limit, Moment, Several};
use crate::problem::Problem;

query! {
    /// Which entries, and which page.
    struct TimelineQuery {
        /// Of one of these kinds, separated by commas.
        #[param(value_type = Option<Vec<EventKindCode>>, style = Form, explode = false, min_items = 1)]
        kind: Option<Several<EventKindCode>>,
        /// Recorded on this day or later, or at this instant or later.
        #[param(inline)]
        from: Option<Moment>,
        /// Recorded on this day or before, or before this instant.
        #[param(inline)]
        until: Option<Moment>,
        /// By this user.
        actor: Option<Uuid>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

impl TimelineQuery {
    /// The entries that are asked for; days are those of the firm.
    pub(crate) async fn filter(self, caller: &SignedIn) -> Result<TimelineFilter, Problem> {
        let kinds = self.kind.map(|kinds| kinds.0).unwrap_or_default();
        let mut filter = TimelineFilter {
            kinds: kinds.into_iter().map(|kind| kind.0).collect(),
            actor: self.actor.map(UserId),
            ..TimelineFilter::default()
        };
        if self.from.is_some() || self.until.is_some() {
            let zone = caller.firm().await?.time_zone;
            filter.from = self.from.map(|moment| moment.begin(zone));
            filter.until = self.until.map(|moment| moment.end(zone));
        }
        Ok(filter)
    }
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TimelineEntry)]
pub(crate) struct TimelineView {
    /// Id.
    id: Uuid,
    /// When it was recorded.
    at: DateTime<Utc>,
    /// When the call, the visit or whatever a note tells of took place: earlier than it was recorded, as
    /// a rule.
    happened_at: Option<DateTime<Utc>>,
    /// What happened.
    kind: EventKindCode,
    /// What happened, as a sentence in the language of the caller.
    sentence: String,
    /// Who acted: `user:<id>`, `cli:<name>` or `system`.
    actor: String,
    /// The name of the user who acted.
    actor_name: Option<String>,
    /// The person or the establishment concerned.
    party: Option<Uuid>,
    /// Its name.
    party_name: Option<String>,
    /// The noun of the object it is about.
    subject_kind: String,
    /// The object it is about.
    subject: Uuid,
    /// What was written: the text of a note, the title of a task.
    text: Option<String>,
    /// The fields that changed, with what stood there before and after.
    changes: Vec<ChangedValueView>,
    /// Codes, ids and amounts.
    #[schema(value_type = Object)]
    data: Value,
}

impl TimelineView {
    /// The entry with its sentence in a language.
    pub(crate) fn of(entry: TimelineEntry, catalog: &Catalog, language: Language) -> Self {
        let (party, party_name) = entry.party.map(|(id, name)| (id.0, name)).unzip();
        let facts =
            TimelineFacts { kind: entry.kind, data: &entry.data, name: party_name.as_deref() };
        Self {
            sentence: catalog.event_text(language, &facts),
            id: entry.id.0,
            at: entry.at,
            happened_at: entry.happened_at,
            kind: EventKindCode(entry.kind),
            actor: entry.actor,
            actor_name: entry.actor_name,
            party,
            party_name,
            subject_kind: entry.subject_kind,
            subject: entry.subject,
            text: entry.text,
            changes: entry.changes.into_iter().map(Into::into).collect(),
            data: entry.data,
        }
    }
}

/// A change of some fields.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub(crate) struct HistoryView {
    /// Id.
    id: Uuid,
    /// When.
    at: DateTime<Utc>,
    /// What happened.
    kind: EventKindCode,
    /// Who acted: `user:<id>`, `cli:<name>` or `system`.
    actor: String,
    /// The name of the user who acted.
    actor_name: Option<String>,
    /// The fields that changed.
    changes: Vec<ChangedValueView>,
}

/// A value before and after a change. Both are `null` when they were erased.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChangedValue)]
pub(crate) struct ChangedValueView {
    /// The name of the field.
    field: String,
    /// Before; `null` when there was nothing.
    before: Option<Value>,
    /// After; `null` when there is nothing any more.
    after: Option<Value>,
}

impl From<ChangedValue> for ChangedValueView {
    fn from(value: ChangedValue) -> Self {
        Self { field: value.field, before: value.before, after: value.after }
    }
}

impl From<HistoryEntry> for HistoryView {
    fn from(entry: HistoryEntry) -> Self {
        let kind: EventKind = entry.kind;
        Self {
            id: entry.id.0,
            at: entry.at,
            kind: EventKindCode(kind),
            actor: entry.actor,
            actor_name: entry.actor_name,
            changes: entry.changes.into_iter().map(Into::into).collect(),
        }
    }
}
