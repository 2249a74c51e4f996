//! `POST /credit-notes/{id}/allocations`

use domain::id::CreditNoteId;
use store::allocation::SourceId;

use super::CreditNoteView;
use crate::access::{Key, May, WritePayments};
use crate::answer::Found;
use crate::input::{Body, Faults, Id};
use crate::payment::allocation::{AllocationBody, parts};
use crate::problem::Problem;

/// Say what exactly a credit note settles.
///
/// What stands otherwise is reversed; nothing is overwritten. What is left is an open credit.
#[utoipa::path(post, path = "/credit-notes/{id}/allocations")]
pub(crate) async fn handler(
    may: May<WritePayments>,
    id: Id<CreditNoteId>,
    key: Key,
    body: Body<AllocationBody>,
) -> Result<Found<CreditNoteView>, Problem> {
    let key = key.with_body(&body.digest);
    let note = store::payment::credit_note(may.db().read(), *id).await?;
    let mut faults = Faults::default();
    let parts = parts(&body.value.due_lines, note.currency, &mut faults);
    faults.none()?;
    let source = SourceId::CreditNote(*id);
    store::allocation::change(may.db(), &may.context(), source, parts, key.as_ref()).await?;
    Ok(Found(store::payment::credit_note(may.db().read(), *id).await?.into()))
}
