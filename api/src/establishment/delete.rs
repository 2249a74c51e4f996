//! `DELETE /establishments/{id}`

use domain::id::PartyId;

use crate::access::{May, WriteCustomers};
use crate::answer::Done;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Delete an establishment of a customer: it is not written to any more, and can be restored.
#[utoipa::path(delete, path = "/establishments/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<PartyId>,
    expected: Expected,
) -> Result<Done, Problem> {
    store::party::delete_establishment(may.db(), &may.context(), *id, expected.0).await?;
    Ok(Done)
}
