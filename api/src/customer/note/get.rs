//! `GET /notes/{id}`

use domain::id::NoteId;

use super::NoteView;
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a note.
#[utoipa::path(get, path = "/notes/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<NoteId>,
) -> Result<Versioned<NoteView>, Problem> {
    let note = store::customer::note(may.db(), *id).await?;
    let version = note.version;
    Ok(Versioned(note.into(), version))
}
