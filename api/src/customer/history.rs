//! `GET /customers/{id}/history`

use domain::id::CustomerId;
use uuid::Uuid;

use super::standing;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Id, Limit, Query, Text, page};
use crate::problem::Problem;
use crate::timeline::HistoryView;

query! {
    /// Which field, and which page.
    struct CustomerHistoryQuery {
        /// One field: `name`, `credit_limit`, `payment_sheet.portal`, `custom_fields.<code>`, ...
        #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
        field: Option<Text<100>>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// Tell the history of each field of a customer, the newest change first.
///
/// Of one that was merged, the survivor's.
#[utoipa::path(get, path = "/customers/{id}/history")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<CustomerHistoryQuery>,
) -> Result<Found<Listed<HistoryView>>, Problem> {
    let id = standing(may.db(), *id).await?;
    store::customer::get(may.db().read(), id).await?;
    let field = query.0.field.as_ref().map(|field| field.0.as_str());
    let page = page(query.0.limit, query.0.after);
    let found = store::timeline::history(may.db(), id.0, field, page).await?;
    Ok(Listed::of(found, HistoryView::from))
}
