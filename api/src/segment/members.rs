//! `GET /segments/{id}/members`

use domain::id::SegmentId;
use uuid::Uuid;

use super::{MayBeGone, MemberView};
use crate::access::{May, ReadSegments};
use crate::answer::{Found, Listed};
use crate::input::{Id, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which page.
    struct MemberListQuery {
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the customers who are in a segment today, in the order in which they were made.
#[utoipa::path(get, path = "/segments/{id}/members")]
pub(crate) async fn handler(
    may: May<ReadSegments>,
    id: Id<SegmentId>,
    query: Query<MemberListQuery>,
    _: MayBeGone,
) -> Result<Found<Listed<MemberView>>, Problem> {
    let (conn, context) = (may.db().read(), may.context());
    let segment = store::segment::get(conn, *id).await?;
    let page = page(query.limit, query.after);
    let tree = segment.conditions.known()?;
    let members = store::segment::members(conn, &context, tree, page).await?;
    Ok(Listed::of(members, MemberView::from))
}
