//! `GET /consent-requests/{id}`

use domain::id::ConsentRequestId;

use super::ConsentRequestView;
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a consent that a person is asked to confirm.
#[utoipa::path(get, path = "/consent-requests/{id}")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<ConsentRequestId>,
) -> Result<Found<ConsentRequestView>, Problem> {
    let request = store::consent_request::get(may.db().read(), *id).await?;
    Ok(Found(ConsentRequestView::of(request, may.context().now)))
}
