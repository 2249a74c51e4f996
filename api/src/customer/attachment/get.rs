//! `GET /attachments/{id}`

use domain::id::AttachmentId;

use super::AttachmentView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get what is known of an attached file.
#[utoipa::path(get, path = "/attachments/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<AttachmentId>,
) -> Result<Found<AttachmentView>, Problem> {
    Ok(Found(store::customer::attachment(may.db(), *id).await?.into()))
}
