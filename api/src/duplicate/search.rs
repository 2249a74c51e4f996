//! `GET /duplicate-searches/{id}`

use domain::id::DuplicateSearchId;

use super::SearchView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// See how far a search for duplicates is.
#[utoipa::path(get, path = "/duplicate-searches/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<DuplicateSearchId>,
) -> Result<Found<SearchView>, Problem> {
    Ok(Found(store::duplicate::search(may.db().read(), Some(*id)).await?.into()))
}
