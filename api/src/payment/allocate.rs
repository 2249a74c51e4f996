//! `POST /payments/{id}/allocations`

use domain::id::PaymentId;
use store::allocation::SourceId;

use super::PaymentView;
use super::allocation::{AllocationBody, parts};
use crate::access::{Key, May, WritePayments};
use crate::answer::Found;
use crate::input::{Body, Faults, Id};
use crate::problem::Problem;

/// Say what exactly a payment settles.
///
/// What stands otherwise is reversed; nothing is overwritten. What is left is an open credit.
#[utoipa::path(post, path = "/payments/{id}/allocations")]
pub(crate) async fn handler(
    may: May<WritePayments>,
    id: Id<PaymentId>,
    key: Key,
    body: Body<AllocationBody>,
) -> Result<Found<PaymentView>, Problem> {
    let key = key.with_body(&body.digest);
    let payment = store::payment::get(may.db().read(), *id).await?;
    let mut faults = Faults::default();
    let parts = parts(&body.value.due_lines, payment.currency, &mut faults);
    faults.none()?;
    let source = SourceId::Payment(*id);
    store::allocation::change(may.db(), &may.context(), source, parts, key.as_ref()).await?;
    Ok(Found(store::payment::get(may.db().read(), *id).await?.into()))
}
