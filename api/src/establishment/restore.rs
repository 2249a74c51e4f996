//! `POST /establishments/{id}/restore`

use domain::id::PartyId;

use super::EstablishmentView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Restore a deleted establishment, as it was.
///
/// `GET /customers/{id}/establishments?deleted=true` lists those that were deleted. Refused while its customer
/// is deleted.
#[utoipa::path(post, path = "/establishments/{id}/restore")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<PartyId>,
    key: Key,
) -> Result<Versioned<EstablishmentView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::party::restore_establishment(db, &context, *id, key.as_ref()).await?;
    let establishment = store::party::establishment(db, *id).await?;
    let version = establishment.version;
    Ok(Versioned(establishment.into(), version))
}
