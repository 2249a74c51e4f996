//! `GET /merges`

use domain::id::CustomerId;
use uuid::Uuid;

use super::MergeView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which merges, and which page.
    struct MergeListQuery {
        /// Those of one customer, of its people and of its establishments, as survivor or as the one that was merged.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List merges, those that were undone too.
#[utoipa::path(get, path = "/merges")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<MergeListQuery>,
) -> Result<Found<Listed<MergeView>>, Problem> {
    let page = page(query.limit, query.after);
    let merges = store::merge::list(may.db().read(), query.customer, page).await?;
    Ok(Listed::of(merges, MergeView::from))
}
