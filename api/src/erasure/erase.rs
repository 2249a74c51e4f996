//! `POST /parties/{id}/erase`

use domain::id::PartyId;

use super::ErasureView;
use crate::access::{ErasePeople, Key, May};
use crate::answer::Found;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Erase the data of a customer, with its people and establishments, or of a person (GDPR 17).
///
/// It cannot be taken back. Addresses and numbers at which nobody else is reached are suppressed before
/// they go, so that they are known when they come again. Deleted ones can be erased too. `If-Match` names
/// the version of the customer, or of the person. A customer with an open invoice is refused: the debt must
/// be claimed (GDPR 17(3)(e)). Asked again, the erasure that there was is answered; what accounting needed
/// and needs no longer goes then.
#[utoipa::path(post, path = "/parties/{id}/erase")]
pub(crate) async fn handler(
    may: May<ErasePeople>,
    id: Id<PartyId>,
    expected: Expected,
    key: Key,
) -> Result<Found<ErasureView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    let erased = store::erasure::erase(db, &context, *id, expected.0, key.as_ref()).await?;
    Ok(Found(store::erasure::get(db, erased).await?.into()))
}
