//! `GET /suppressions/{id}`

use domain::id::SuppressionId;

use super::SuppressionView;
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a suppression.
#[utoipa::path(get, path = "/suppressions/{id}")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<SuppressionId>,
) -> Result<Found<SuppressionView>, Problem> {
    let record = store::suppression::get(may.db(), *id).await?;
    Ok(Found(SuppressionView::of(record, &crate::purpose::codes(may.db()).await?)))
}
