//! Entries of timelines and histories, as the interface shows them.

use chrono::{DateTime, Utc};
use domain::event::{ChangedValue, EventKind};
use domain::language::Language;
use serde::Serialize;
use serde_json::Value;
use store::timeline::{HistoryEntry, TimelineEntry};
use templates::{Catalog, TimelineFacts};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::EventKindCode;

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TimelineEntry)]
pub(crate) struct TimelineView {
    /// Id.
    id: Uuid,
    /// When it was recorded.
    at: DateTime<Utc>,
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
            kind: EventKindCode(entry.kind),
            actor: entry.actor,
            actor_name: entry.actor_name,
            party,
            party_name,
            subject_kind: entry.subject_kind,
            subject: entry.subject,
            text: entry.text,
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
