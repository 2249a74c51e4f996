//! `GET /duplicates`

use domain::id::CustomerId;
use store::duplicate::PairFilter;
use uuid::Uuid;

use super::PairView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{DuplicateStateCode, LikenessCode, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which pairs, and which page.
    struct DuplicateListQuery {
        /// Those in a state; open ones when absent.
        #[param(inline)]
        state: Option<DuplicateStateCode>,
        /// Those at least as likely.
        #[param(inline)]
        likeness: Option<LikenessCode>,
        /// Those with one customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List pairs of parties that may be one, the likeliest first.
#[utoipa::path(get, path = "/duplicates")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<DuplicateListQuery>,
) -> Result<Found<Listed<PairView>>, Problem> {
    let filter = PairFilter {
        state: query.state.map(|state| *state),
        likeness: query.likeness.map(|likeness| *likeness),
        customer: query.customer,
    };
    let page = page(query.limit, query.after);
    let pairs = store::duplicate::list(may.db().read(), filter, page).await?;
    Ok(Listed::of(pairs, PairView::from))
}
