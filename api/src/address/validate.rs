//! `POST /addresses/{id}/validate`

use domain::id::AddressId;

use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::customer::contact::AddressView;
use crate::input::Id;
use crate::problem::Problem;

/// Say that a postal address works: letters go there again.
#[utoipa::path(post, path = "/addresses/{id}/validate")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<AddressId>,
    key: Key,
) -> Result<Found<AddressView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::address::validate(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::address::get(db, *id).await?.into()))
}
