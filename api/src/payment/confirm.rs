//! `POST /payments/{id}/allocations/confirm`

use domain::id::PaymentId;
use store::allocation::SourceId;

use super::PaymentView;
use crate::access::{Key, May, WritePayments};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Confirm what a payment was proposed to settle.
#[utoipa::path(post, path = "/payments/{id}/allocations/confirm")]
pub(crate) async fn handler(
    may: May<WritePayments>,
    id: Id<PaymentId>,
    key: Key,
) -> Result<Found<PaymentView>, Problem> {
    let source = SourceId::Payment(*id);
    let key = key.without_body();
    store::allocation::confirm(may.db(), &may.context(), source, key.as_ref()).await?;
    Ok(Found(store::payment::get(may.db().read(), *id).await?.into()))
}
