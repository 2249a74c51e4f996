//! `DELETE /people/{id}`

use domain::id::PartyId;

use crate::access::{May, WriteCustomers};
use crate::answer::Done;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Delete a person of a customer: it is not written to any more, and can be restored.
#[utoipa::path(delete, path = "/people/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<PartyId>,
    expected: Expected,
) -> Result<Done, Problem> {
    store::party::delete_person(may.db(), &may.context(), *id, expected.0).await?;
    Ok(Done)
}
