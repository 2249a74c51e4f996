//! `GET /customers/{id}/timeline`

use domain::id::CustomerId;

use super::standing;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Id, Query, Reader, page};
use crate::problem::Problem;
use crate::timeline::{TimelineQuery, TimelineView};

/// Tell all that happened with a customer, over all channels, the newest first.
///
/// What concerns its people and its establishments stands on it too; of one that was merged, the survivor's.
#[utoipa::path(get, path = "/customers/{id}/timeline")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<TimelineQuery>,
    reader: Reader,
) -> Result<Found<Listed<TimelineView>>, Problem> {
    let page = page(query.limit, query.after);
    let filter = query.0.filter(&may).await?;
    let id = standing(may.db(), *id).await?;
    let found = store::timeline::of_customer(may.db(), id, &filter, page).await?;
    let catalog = &may.state().deps.catalog;
    Ok(Listed::of(found, |entry| TimelineView::of(entry, catalog, reader.0)))
}
