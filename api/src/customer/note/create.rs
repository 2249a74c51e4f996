//! `POST /customers/{id}/notes`

use chrono::{DateTime, Utc};
use domain::customer::NoteKind;
use domain::id::{CustomerId, PartyId};
use store::customer::NewNote;

use super::NoteView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Created;
use crate::input::{Body, Id, NoteKindCode, Prose};
use crate::problem::Problem;

input! {
    /// A note to write, or a call, a visit, a mail or a letter to write down.
    #[schema(as = NewNote, example = json!({
        "kind": "call_in",
        "text": "The invoice waits for an order number.",
    }))]
    struct NewNoteBody {
        /// How it came about; a note when absent.
        kind: Option<NoteKindCode>,
        /// The text.
        #[schema(value_type = String, min_length = 1, max_length = 10000)]
        text: Prose<10_000>,
        /// The person it is about, one of the customer's.
        #[schema(value_type = Option<uuid::Uuid>)]
        person: Option<PartyId>,
        /// When the call, the visit, the mail or the letter took place; now when absent.
        at: Option<DateTime<Utc>>,
    }
}

/// Write a note about a customer, or a call, a visit, a mail or a letter down.
#[utoipa::path(post, path = "/customers/{id}/notes")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    key: Key,
    body: Body<NewNoteBody>,
) -> Result<Created<NoteView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let NewNoteBody { kind, text, person, at } = body.value;
    let kind = kind.map_or(NoteKind::Note, |kind| *kind);
    let new = NewNote { kind, person, text: text.0, at };
    let id = store::customer::write_note(db, &context, *id, new, key.as_ref()).await?;
    let note = store::customer::note(db, id).await?;
    Ok(Created { location: format!("/api/v1/notes/{id}"), body: note.into() })
}
