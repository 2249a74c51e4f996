//! `GET /customers/{id}/establishments`

use domain::id::CustomerId;
use uuid::Uuid;

use super::EstablishmentView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::customer::standing;
use crate::input::{Id, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which establishments, and which page.
    struct EstablishmentListQuery {
        /// Those that were deleted, instead of those that were not.
        deleted: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the establishments of a customer.
#[utoipa::path(get, path = "/customers/{id}/establishments")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<EstablishmentListQuery>,
) -> Result<Found<Listed<EstablishmentView>>, Problem> {
    let page = page(query.0.limit, query.0.after);
    let deleted = query.0.deleted.unwrap_or(false);
    let id = standing(may.db(), *id).await?;
    let found = store::party::establishments(may.db(), id, deleted, page).await?;
    Ok(Listed::of(found, EstablishmentView::from))
}
