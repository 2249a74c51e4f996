//! `POST /credit-notes/{id}/allocations/confirm`

use domain::id::CreditNoteId;
use store::allocation::SourceId;

use super::CreditNoteView;
use crate::access::{Key, May, WritePayments};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Confirm what a credit note was proposed to settle.
#[utoipa::path(post, path = "/credit-notes/{id}/allocations/confirm")]
pub(crate) async fn handler(
    may: May<WritePayments>,
    id: Id<CreditNoteId>,
    key: Key,
) -> Result<Found<CreditNoteView>, Problem> {
    let source = SourceId::CreditNote(*id);
    let key = key.without_body();
    store::allocation::confirm(may.db(), &may.context(), source, key.as_ref()).await?;
    Ok(Found(store::payment::credit_note(may.db().read(), *id).await?.into()))
}
