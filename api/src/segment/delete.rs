//! `DELETE /segments/{id}`

use domain::id::SegmentId;

use crate::access::{May, WriteSegments};
use crate::answer::Done;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Delete a segment; it can be restored. Its name is free again; the customers are not touched.
#[utoipa::path(delete, path = "/segments/{id}")]
pub(crate) async fn handler(
    may: May<WriteSegments>,
    id: Id<SegmentId>,
    expected: Expected,
) -> Result<Done, Problem> {
    store::segment::delete(may.db(), &may.context(), *id, expected.0).await?;
    Ok(Done)
}
