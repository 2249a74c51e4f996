//! `POST /customers/{id}/restore`

use domain::id::CustomerId;

use super::CustomerView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Restore a deleted customer, as it was.
///
/// `GET /customers?deleted=true` lists those that were deleted.
#[utoipa::path(post, path = "/customers/{id}/restore")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    key: Key,
) -> Result<Versioned<CustomerView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::customer::restore(db, &context, *id, key.as_ref()).await?;
    let customer = store::customer::get(db.read(), *id).await?;
    let version = customer.version;
    Ok(Versioned(customer.into(), version))
}
