//! `POST /contact-points/{id}/validate`

use domain::id::ContactPointId;

use super::SharedContactPointView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Say that a contact point works: what may go there goes there again.
///
/// An address that was suppressed stays so until its suppression is lifted.
#[utoipa::path(post, path = "/contact-points/{id}/validate")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<ContactPointId>,
    key: Key,
) -> Result<Found<SharedContactPointView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::contact_point::validate(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::contact_point::get(db, *id).await?.into()))
}
