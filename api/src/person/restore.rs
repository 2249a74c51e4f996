//! `POST /people/{id}/restore`

use domain::id::PartyId;

use super::PersonView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Restore a deleted person, as it was.
///
/// `GET /customers/{id}/people?deleted=true` lists those that were deleted. Refused while its customer
/// is deleted.
#[utoipa::path(post, path = "/people/{id}/restore")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<PartyId>,
    key: Key,
) -> Result<Versioned<PersonView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::party::restore_person(db, &context, *id, key.as_ref()).await?;
    let person = store::party::person(db, *id).await?;
    let version = person.version;
    Ok(Versioned(person.into(), version))
}
