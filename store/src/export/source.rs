//! Which customers stand in a table, a page of a thousand at a time.

use domain::context::Context;
use domain::id::CustomerId;
use domain::segment::Tree;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::customer::{CustomerFilter, CustomerOrder, CustomerRecord, find, list};
use crate::error::StoreError;
use crate::page::{LARGEST_PAGE, PageRequest};
use crate::segment::member_ids;

/// Ids of a segment that are read ahead; who was deleted since is left out. A tree is asked again only
/// after so many customers, whatever that costs, and they take less than a megabyte.
const AHEAD: u32 = 50_000;

/// Which customers.
#[derive(Debug, Clone)]
pub enum Customers {
    /// Those of a list, in the order in which they were made: the pages of any other one shift while
    /// people write.
    Listed(CustomerFilter),
    /// Those of a segment, in the order in which they were made.
    InSegment {
        /// Its conditions.
        tree: Tree,
        /// The moment at which they are asked.
        context: Context,
    },
}

/// Where a table goes on.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The last id that stands in it already.
    pub(super) after: Option<Uuid>,
    /// Those after it that are known already, in their order.
    ahead: Vec<CustomerId>,
    /// Whether nobody comes after those.
    last: bool,
}

impl Place {
    /// Behind an id.
    pub(super) fn after(id: Uuid) -> Self {
        Self { after: Some(id), ..Self::default() }
    }
}

impl Customers {
    /// The next customers from a place, and the place at which to go on.
    pub(super) async fn page<C: ConnectionTrait>(
        &self,
        conn: &C,
        place: Place,
    ) -> Result<(Vec<CustomerRecord>, Option<Place>), StoreError> {
        match self {
            Self::Listed(filter) => {
                let page = PageRequest { limit: LARGEST_PAGE, after: place.after };
                let page = list(conn, filter, CustomerOrder::Made, page).await?;
                Ok((page.items, page.next.map(Place::after)))
            }
            Self::InSegment { tree, context } => members(conn, context, tree, place).await,
        }
    }
}

async fn members<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    tree: &Tree,
    mut place: Place,
) -> Result<(Vec<CustomerRecord>, Option<Place>), StoreError> {
    if place.ahead.is_empty() {
        place.ahead = member_ids(conn, context, tree, place.after, AHEAD).await?;
        place.last = u32::try_from(place.ahead.len()).is_ok_and(|read| read < AHEAD);
    }
    let thousand = usize::try_from(LARGEST_PAGE).unwrap_or(usize::MAX).min(place.ahead.len());
    let ids: Vec<CustomerId> = place.ahead.drain(..thousand).collect();
    place.after = ids.last().map(|id| id.0).or(place.after);
    let mut records = find(conn, &ids).await?;
    records.retain(|record| record.deleted_at.is_none());
    let more = !(place.ahead.is_empty() && place.last);
    Ok((records, more.then_some(place)))
}
