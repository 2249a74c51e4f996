//! `PUT /segments/{id}`

use domain::id::SegmentId;

use super::{SegmentBody, SegmentView};
use crate::access::{May, WriteSegments};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id, Reader};
use crate::problem::Problem;

/// Describe a segment anew.
#[utoipa::path(put, path = "/segments/{id}")]
pub(crate) async fn handler(
    may: May<WriteSegments>,
    id: Id<SegmentId>,
    expected: Expected,
    body: Body<SegmentBody>,
    reader: Reader,
) -> Result<Versioned<SegmentView>, Problem> {
    let (db, context) = (may.db(), may.context());
    let SegmentBody { name, tree } = body.value;
    let tree = tree.known(db).await?;
    store::segment::update(db, &context, *id, expected.0, &name, &tree).await?;
    let segment = store::segment::get(db.read(), *id).await?;
    let version = segment.version;
    Ok(Versioned(SegmentView::of(segment, &may, reader), version))
}
