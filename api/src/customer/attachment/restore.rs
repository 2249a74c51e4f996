//! `POST /attachments/{id}/restore`

use domain::id::AttachmentId;

use super::AttachmentView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Take an attached file back that was taken off its customer, with its bytes.
///
/// `GET /customers/{id}/attachments?deleted=true` lists those that were taken off. Refused while its customer is
/// deleted.
#[utoipa::path(post, path = "/attachments/{id}/restore")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<AttachmentId>,
    key: Key,
) -> Result<Found<AttachmentView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::customer::restore_attachment(db, &context, *id, key.as_ref()).await?;
    Ok(Found(store::customer::attachment(db, *id).await?.into()))
}
