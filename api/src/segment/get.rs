//! `GET /segments/{id}`

use domain::id::SegmentId;

use super::SegmentView;
use crate::access::{May, ReadSegments};
use crate::answer::Versioned;
use crate::input::{Id, Reader};
use crate::problem::Problem;

/// Get a segment, with its conditions in words.
#[utoipa::path(get, path = "/segments/{id}")]
pub(crate) async fn handler(
    may: May<ReadSegments>,
    id: Id<SegmentId>,
    reader: Reader,
) -> Result<Versioned<SegmentView>, Problem> {
    let segment = store::segment::get(may.db().read(), *id).await?;
    let version = segment.version;
    Ok(Versioned(SegmentView::of(segment, &may, reader), version))
}
