//! `POST /segments`

use super::{SegmentBody, SegmentView};
use crate::access::{Key, May, WriteSegments};
use crate::answer::Created;
use crate::input::{Body, Reader};
use crate::problem::Problem;

/// Save a segment.
#[utoipa::path(post, path = "/segments")]
pub(crate) async fn handler(
    may: May<WriteSegments>,
    key: Key,
    body: Body<SegmentBody>,
    reader: Reader,
) -> Result<Created<SegmentView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let SegmentBody { name, tree } = body.value;
    let tree = tree.known(db).await?;
    let id = store::segment::create(db, &context, &name, &tree, key.as_ref()).await?;
    let segment = store::segment::get(db.read(), id).await?;
    let location = format!("/api/v1/segments/{id}");
    Ok(Created { location, body: SegmentView::of(segment, &may, reader) })
}
