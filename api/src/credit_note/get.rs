//! `GET /credit-notes/{id}`

use domain::id::CreditNoteId;

use super::CreditNoteView;
use crate::access::{May, ReadInvoices};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a credit note, with what it settles.
#[utoipa::path(get, path = "/credit-notes/{id}")]
pub(crate) async fn handler(
    may: May<ReadInvoices>,
    id: Id<CreditNoteId>,
) -> Result<Found<CreditNoteView>, Problem> {
    Ok(Found(store::payment::credit_note(may.db().read(), *id).await?.into()))
}
