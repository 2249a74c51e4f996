//! `DELETE /notes/{id}`

use domain::id::NoteId;

use crate::access::{May, WriteCustomers};
use crate::answer::Done;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Delete a note; the timeline keeps that there was one, and it can be restored.
#[utoipa::path(delete, path = "/notes/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<NoteId>,
    expected: Expected,
) -> Result<Done, Problem> {
    store::customer::delete_note(may.db(), &may.context(), *id, expected.0).await?;
    Ok(Done)
}
