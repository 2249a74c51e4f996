//! `GET /establishments/{id}/timeline`

use domain::id::PartyId;

use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Id, Query, Reader, page};
use crate::problem::Problem;
use crate::timeline::{TimelineQuery, TimelineView};

/// Tell all that happened with an establishment, the newest first.
#[utoipa::path(get, path = "/establishments/{id}/timeline")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<PartyId>,
    query: Query<TimelineQuery>,
    reader: Reader,
) -> Result<Found<Listed<TimelineView>>, Problem> {
    let id = store::merge::resolve_party(may.db().read(), *id).await?;
    store::party::establishment(may.db(), id).await?;
    let page = page(query.limit, query.after);
    let filter = query.0.filter(&may).await?;
    let found = store::timeline::of_party(may.db(), id, &filter, page).await?;
    let catalog = &may.state().deps.catalog;
    Ok(Listed::of(found, |entry| TimelineView::of(entry, catalog, reader.0)))
}
