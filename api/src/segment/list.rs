//! `GET /segments`

use store::Page;
use uuid::Uuid;

use super::SegmentView;
use crate::access::{May, ReadSegments};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, Reader, page};
use crate::problem::Problem;

query! {
    /// Which segments, and which page.
    struct SegmentListQuery {
        /// Those that were deleted, instead of those that were not.
        deleted: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List saved segments, in the order in which they were saved.
#[utoipa::path(get, path = "/segments")]
pub(crate) async fn handler(
    may: May<ReadSegments>,
    query: Query<SegmentListQuery>,
    reader: Reader,
) -> Result<Found<Listed<SegmentView>>, Problem> {
    let page = page(query.limit, query.after);
    let deleted = query.deleted.unwrap_or(false);
    let segments: Page<_> = store::segment::list(may.db().read(), deleted, page).await?;
    Ok(Listed::of(segments, |segment| SegmentView::of(segment, &may, reader)))
}
