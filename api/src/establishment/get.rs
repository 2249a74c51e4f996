//! `GET /establishments/{id}`

use domain::id::PartyId;

use super::EstablishmentView;
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get an establishment of a customer; of one that was merged, the survivor.
#[utoipa::path(get, path = "/establishments/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<PartyId>,
) -> Result<Versioned<EstablishmentView>, Problem> {
    let id = store::merge::resolve_party(may.db().read(), *id).await?;
    let found = store::party::establishment(may.db(), id).await?;
    let version = found.version;
    Ok(Versioned(found.into(), version))
}
