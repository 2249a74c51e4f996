//! `GET /people/{id}`

use domain::id::PartyId;

use super::PersonView;
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a person of a customer.
#[utoipa::path(get, path = "/people/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<PartyId>,
) -> Result<Versioned<PersonView>, Problem> {
    let found = store::party::person(may.db(), *id).await?;
    let version = found.version;
    Ok(Versioned(found.into(), version))
}
