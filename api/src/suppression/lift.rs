//! `POST /suppressions/{id}/lift`

use domain::id::SuppressionId;

use super::SuppressionView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Lift a suppression.
#[utoipa::path(post, path = "/suppressions/{id}/lift")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    id: Id<SuppressionId>,
    key: Key,
) -> Result<Found<SuppressionView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::suppression::lift(db, &context, *id, key.as_ref()).await?;
    let record = store::suppression::get(db, *id).await?;
    Ok(Found(SuppressionView::of(record, &crate::purpose::codes(db).await?)))
}
