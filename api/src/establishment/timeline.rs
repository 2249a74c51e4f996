//! `GET /establishments/{id}/timeline`

use domain::id::PartyId;
use uuid::Uuid;

use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{EventKindCode, Id, Limit, Query, Reader, page};
use crate::problem::Problem;
use crate::timeline::TimelineView;

query! {
    /// Which kind, and which page.
    struct EstablishmentTimelineQuery {
        /// One kind of entry.
        kind: Option<EventKindCode>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// Tell all that happened with an establishment, the newest first.
#[utoipa::path(get, path = "/establishments/{id}/timeline")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<PartyId>,
    query: Query<EstablishmentTimelineQuery>,
    reader: Reader,
) -> Result<Found<Listed<TimelineView>>, Problem> {
    store::party::establishment(may.db(), *id).await?;
    let kind = query.0.kind.map(|kind| *kind);
    let page = page(query.0.limit, query.0.after);
    let found = store::timeline::of_party(may.db(), *id, kind, page).await?;
    let catalog = &may.state().deps.catalog;
    Ok(Listed::of(found, |entry| TimelineView::of(entry, catalog, reader.0)))
}
