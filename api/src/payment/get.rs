//! `GET /payments/{id}`

use domain::id::PaymentId;

use super::PaymentView;
use crate::access::{May, ReadPayments};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a payment, with what it settles.
#[utoipa::path(get, path = "/payments/{id}")]
pub(crate) async fn handler(
    may: May<ReadPayments>,
    id: Id<PaymentId>,
) -> Result<Found<PaymentView>, Problem> {
    Ok(Found(store::payment::get(may.db().read(), *id).await?.into()))
}
