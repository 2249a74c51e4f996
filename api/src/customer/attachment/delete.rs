//! `DELETE /attachments/{id}`

use domain::id::AttachmentId;

use crate::access::{May, WriteCustomers};
use crate::answer::Done;
use crate::input::Id;
use crate::problem::Problem;

/// Take an attached file off its customer; it can be restored.
#[utoipa::path(delete, path = "/attachments/{id}")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<AttachmentId>,
) -> Result<Done, Problem> {
    store::customer::detach(may.db(), &may.context(), *id).await?;
    Ok(Done)
}
