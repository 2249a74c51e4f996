//! `POST /addresses/{id}/invalidate`

use domain::id::AddressId;

use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::contact_point::invalidate::Invalidation;
use crate::customer::contact::AddressView;
use crate::input::{Id, OptionalBody};
use crate::problem::Problem;

/// Say that a postal address does not work: no letter goes there any more.
///
/// Such as when a letter came back. The body may be left out.
#[utoipa::path(post, path = "/addresses/{id}/invalidate")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<AddressId>,
    key: Key,
    body: OptionalBody<Invalidation>,
) -> Result<Found<AddressView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let reason = Invalidation::reason(body.value);
    store::address::invalidate(db, &context, *id, reason, key.as_ref()).await?;
    Ok(Found(store::address::get(db, *id).await?.into()))
}
