//! `PATCH /notes/{id}`

use chrono::{DateTime, Utc};
use domain::id::NoteId;
use store::customer::NoteChange;

use super::NoteView;
use crate::access::{May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id, NoteKindCode, Prose};
use crate::problem::Problem;

input! {
    /// What to change; what is absent stays.
    #[schema(as = NoteChange, example = json!({ "text": "The order number is 4500123." }))]
    struct NoteChangeBody {
        /// How it came about.
        kind: Option<NoteKindCode>,
        /// The text.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 10000)]
        text: Option<Prose<10_000>>,
        /// When the call, the visit, the mail or the letter took place.
        at: Option<DateTime<Utc>>,
    }
}

/// Correct a note.
#[utoipa::path(patch, path = "/notes/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<NoteId>,
    expected: Expected,
    body: Body<NoteChangeBody>,
) -> Result<Versioned<NoteView>, Problem> {
    let NoteChangeBody { kind, text, at } = body.value;
    let change = NoteChange { kind: kind.map(|kind| *kind), text: text.map(|text| text.0), at };
    let (db, context) = (may.db(), may.context());
    store::customer::change_note(db, &context, *id, expected.0, change).await?;
    let note = store::customer::note(db, *id).await?;
    let version = note.version;
    Ok(Versioned(note.into(), version))
}
