//! `GET /consents/{id}`

use domain::id::ConsentId;

use super::ConsentView;
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a decision.
#[utoipa::path(get, path = "/consents/{id}")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<ConsentId>,
) -> Result<Found<ConsentView>, Problem> {
    let consent = store::consent::get(may.db(), *id).await?;
    Ok(Found(ConsentView::of(consent, &crate::purpose::codes(may.db()).await?)))
}
