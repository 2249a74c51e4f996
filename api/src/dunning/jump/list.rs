//! `GET /dunning-jumps`

use domain::id::CustomerId;
use uuid::Uuid;

use super::JumpView;
use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::customer;
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which jumps, and which page.
    struct JumpListQuery {
        /// Those of one customer's lines.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List jumps, in the order in which they were decided.
#[utoipa::path(get, path = "/dunning-jumps")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    query: Query<JumpListQuery>,
) -> Result<Found<Listed<JumpView>>, Problem> {
    let page = page(query.limit, query.after);
    let customer = customer::asked(may.db(), query.customer).await?;
    let jumps = store::dunning::jumps(may.db(), customer, page).await?;
    Ok(Listed::of(jumps, JumpView::from))
}
