//! `POST /segments/{id}/restore`

use domain::id::SegmentId;

use super::SegmentView;
use crate::access::{Key, May, WriteSegments};
use crate::answer::Versioned;
use crate::input::{Id, Reader};
use crate::problem::Problem;

/// Restore a deleted segment, as it was.
///
/// `GET /segments?deleted=true` lists those that were deleted. It is a conflict when another segment has
/// its name by now.
#[utoipa::path(post, path = "/segments/{id}/restore")]
pub(crate) async fn handler(
    may: May<WriteSegments>,
    id: Id<SegmentId>,
    key: Key,
    reader: Reader,
) -> Result<Versioned<SegmentView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::segment::restore(db, &context, *id, key.as_ref()).await?;
    let segment = store::segment::get(db.read(), *id).await?;
    let version = segment.version;
    Ok(Versioned(SegmentView::of(segment, &may, reader), version))
}
