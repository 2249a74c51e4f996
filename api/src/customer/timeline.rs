//! `GET /customers/{id}/timeline`

use domain::id::CustomerId;
use uuid::Uuid;

use super::standing;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{EventKindCode, Id, Limit, Query, Reader, page};
use crate::problem::Problem;
use crate::timeline::TimelineView;

query! {
    /// Which kind, and which page.
    struct CustomerTimelineQuery {
        /// One kind of entry.
        kind: Option<EventKindCode>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// Tell all that happened with a customer, over all channels, the newest first.
///
/// What concerns its people and its establishments stands on it too; of one that was merged, the survivor's.
#[utoipa::path(get, path = "/customers/{id}/timeline")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<CustomerTimelineQuery>,
    reader: Reader,
) -> Result<Found<Listed<TimelineView>>, Problem> {
    let kind = query.0.kind.map(|kind| *kind);
    let page = page(query.0.limit, query.0.after);
    let id = standing(may.db(), *id).await?;
    let found = store::timeline::of_customer(may.db(), id, kind, page).await?;
    let catalog = &may.state().deps.catalog;
    Ok(Listed::of(found, |entry| TimelineView::of(entry, catalog, reader.0)))
}
