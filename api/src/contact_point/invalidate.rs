//! `POST /contact-points/{id}/invalidate`

use domain::customer::InvalidReason;
use domain::id::ContactPointId;

use super::SharedContactPointView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::input::{Id, InvalidReasonCode, OptionalBody};
use crate::problem::Problem;

input! {
    /// Why it does not work.
    #[schema(example = json!({ "reason": "left" }))]
    struct Invalidation {
        /// Why; `reported` when absent.
        reason: Option<InvalidReasonCode>,
    }
}

impl Invalidation {
    /// The reason that a body gives, which may be left out.
    pub(crate) fn reason(body: Option<Self>) -> InvalidReason {
        body.and_then(|body| body.reason).map_or(InvalidReason::default(), |reason| *reason)
    }
}

/// Say that a contact point does not work: nothing goes there any more, whoever shares it.
///
/// A mail server that refuses an address says so by itself. The body may be left out.
#[utoipa::path(post, path = "/contact-points/{id}/invalidate")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<ContactPointId>,
    key: Key,
    body: OptionalBody<Invalidation>,
) -> Result<Found<SharedContactPointView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let reason = Invalidation::reason(body.value);
    store::contact_point::invalidate(db, &context, *id, reason, key.as_ref()).await?;
    Ok(Found(store::contact_point::get(db, *id).await?.into()))
}
