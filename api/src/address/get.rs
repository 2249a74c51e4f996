//! `GET /addresses/{id}`

use domain::id::AddressId;

use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::customer::contact::AddressView;
use crate::input::Id;
use crate::problem::Problem;

/// Get a postal address of a customer or an establishment.
#[utoipa::path(get, path = "/addresses/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<AddressId>,
) -> Result<Found<AddressView>, Problem> {
    Ok(Found(store::address::get(may.db(), *id).await?.into()))
}
