//! `GET /establishments/{id}/history`

use domain::id::PartyId;
use uuid::Uuid;

use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Id, Limit, Query, Text, page};
use crate::problem::Problem;
use crate::timeline::HistoryView;

query! {
    /// Which field, and which page.
    struct EstablishmentHistoryQuery {
        /// One field: `name`, `siret`, `language`, `addresses`, `contact_points`.
        #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
        field: Option<Text<100>>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// Tell the history of each field of an establishment of a customer, the newest change first.
#[utoipa::path(get, path = "/establishments/{id}/history")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<PartyId>,
    query: Query<EstablishmentHistoryQuery>,
) -> Result<Found<Listed<HistoryView>>, Problem> {
    let id = store::merge::resolve_party(may.db().read(), *id).await?;
    store::party::establishment(may.db(), id).await?;
    let field = query.0.field.as_ref().map(|field| field.0.as_str());
    let page = page(query.0.limit, query.0.after);
    let found = store::timeline::history(may.db(), id.0, field, page).await?;
    Ok(Listed::of(found, HistoryView::from))
}
