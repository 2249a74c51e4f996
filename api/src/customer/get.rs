//! `GET /customers/{id}`

use domain::id::CustomerId;

use super::{CustomerView, standing};
use crate::access::{May, ReadCustomers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a customer; of one that was merged, the survivor.
#[utoipa::path(get, path = "/customers/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
) -> Result<Versioned<CustomerView>, Problem> {
    let id = standing(may.db(), *id).await?;
    let customer = store::customer::get(may.db().read(), id).await?;
    let version = customer.version;
    Ok(Versioned(customer.into(), version))
}
