//! `POST /contact-points/{id}/invalidate`

use domain::id::ContactPointId;

use super::SharedContactPointView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Say that a contact point does not work: nothing goes there any more, whoever shares it.
///
/// A mail server that refuses an address says so by itself.
#[utoipa::path(post, path = "/contact-points/{id}/invalidate")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<ContactPointId>,
    key: Key,
) -> Result<Found<SharedContactPointView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::contact_point::invalidate(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::contact_point::get(db, *id).await?.into()))
}
