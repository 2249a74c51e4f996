//! `DELETE /customers/{id}`

use domain::id::CustomerId;

use crate::access::{May, WriteCustomers};
use crate::answer::Done;
use crate::input::{Expected, Id};
use crate::problem::Problem;

/// Delete a customer; it can be restored.
///
/// Nobody finds or reminds it any more. A customer with an open invoice is refused.
#[utoipa::path(delete, path = "/customers/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    expected: Expected,
) -> Result<Done, Problem> {
    store::customer::delete(may.db(), &may.context(), *id, expected.0).await?;
    Ok(Done)
}
