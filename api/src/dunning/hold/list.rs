//! `GET /dunning-holds`

use domain::id::CustomerId;
use uuid::Uuid;

use super::HoldView;
use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::customer;
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which holds, and which page.
    struct HoldListQuery {
        /// Those of one customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List holds, those that ended too.
#[utoipa::path(get, path = "/dunning-holds")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    query: Query<HoldListQuery>,
) -> Result<Found<Listed<HoldView>>, Problem> {
    let page = page(query.limit, query.after);
    let customer = customer::asked(may.db(), query.customer).await?;
    let holds = store::dunning::holds(may.db(), customer, page).await?;
    Ok(Listed::of(holds, HoldView::from))
}
