//! `GET /people/{id}`

use domain::id::PartyId;

use super::PersonView;
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a person of a customer; of one that was merged, the survivor.
#[utoipa::path(get, path = "/people/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<PartyId>,
) -> Result<Versioned<PersonView>, Problem> {
    let id = store::merge::resolve_party(may.db().read(), *id).await?;
    let found = store::party::person(may.db(), id).await?;
    let version = found.version;
    Ok(Versioned(found.into(), version))
}
