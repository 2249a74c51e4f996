//! Notes of a customer, its calls, visits, mails and letters.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod patch;
pub(crate) mod restore;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::customer::NoteRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::NoteKindCode;

/// A note, a call, a visit, a mail or a letter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Note)]
pub(crate) struct NoteView {
    /// Id.
    id: Uuid,
    /// The customer.
    customer: Uuid,
    /// The person it is about.
    person: Option<Uuid>,
    /// How it came about.
    kind: NoteKindCode,
    /// The text.
    text: String,
    /// When the call, the visit, the mail or the letter took place.
    at: DateTime<Utc>,
    /// Grows with each change.
    version: i32,
    /// When it was written.
    created_at: DateTime<Utc>,
    /// By whom.
    created_by: String,
}

impl From<NoteRecord> for NoteView {
    fn from(note: NoteRecord) -> Self {
        Self {
            id: note.id.0,
            customer: note.customer.0,
            person: note.person.map(|person| person.0),
            kind: NoteKindCode(note.kind),
            text: note.text,
            at: note.at,
            version: note.version,
            created_at: note.created_at,
            created_by: note.created_by,
        }
    }
}
