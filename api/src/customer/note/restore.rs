//! `POST /notes/{id}/restore`

use domain::id::NoteId;

use super::NoteView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Restore a deleted note, as it was.
///
/// `GET /customers/{id}/notes?deleted=true` lists those that were deleted. Refused while its customer is
/// deleted.
#[utoipa::path(post, path = "/notes/{id}/restore")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<NoteId>,
    key: Key,
) -> Result<Versioned<NoteView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::customer::restore_note(db, &context, *id, key.as_ref()).await?;
    let note = store::customer::note(db, *id).await?;
    let version = note.version;
    Ok(Versioned(note.into(), version))
}
