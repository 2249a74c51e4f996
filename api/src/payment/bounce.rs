//! `POST /payments/{id}/bounce`

use chrono::NaiveDate;
use domain::id::PaymentId;

use super::PaymentView;
use crate::access::{Key, May, WritePayments};
use crate::answer::Found;
use crate::input::{Body, Id};
use crate::problem::Problem;

input! {
    /// That a payment bounced.
    #[schema(as = Bounce, example = json!({ "bounced_on": "2026-11-23" }))]
    struct BounceBody {
        /// The day on which it bounced.
        bounced_on: NaiveDate,
    }
}

/// Record that a payment bounced.
///
/// What it settled is owed again from that day on, at its level, in a new cycle of reminders.
#[utoipa::path(post, path = "/payments/{id}/bounce")]
pub(crate) async fn handler(
    may: May<WritePayments>,
    id: Id<PaymentId>,
    key: Key,
    body: Body<BounceBody>,
) -> Result<Found<PaymentView>, Problem> {
    let idempotency = key.with_body(&body.digest);
    let day = body.value.bounced_on;
    store::payment::bounce(may.db(), &may.context(), *id, day, idempotency.as_ref()).await?;
    Ok(Found(store::payment::get(may.db().read(), *id).await?.into()))
}
