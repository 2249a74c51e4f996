//! `GET /customers/{id}/people`

use domain::id::CustomerId;
use uuid::Uuid;

use super::PersonView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::customer::standing;
use crate::input::{Id, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which people, and which page.
    struct PersonListQuery {
        /// Those that were deleted, instead of those that were not.
        deleted: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the people of a customer.
#[utoipa::path(get, path = "/customers/{id}/people")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<PersonListQuery>,
) -> Result<Found<Listed<PersonView>>, Problem> {
    let page = page(query.0.limit, query.0.after);
    let deleted = query.0.deleted.unwrap_or(false);
    let id = standing(may.db(), *id).await?;
    let found = store::party::people(may.db(), id, deleted, page).await?;
    Ok(Listed::of(found, PersonView::from))
}
