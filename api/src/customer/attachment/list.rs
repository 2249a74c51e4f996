//! `GET /customers/{id}/attachments`

use domain::id::CustomerId;
use uuid::Uuid;

use super::AttachmentView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::customer::standing;
use crate::input::{Id, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which files, and which page.
    struct AttachmentListQuery {
        /// Those that were taken off, instead of those that were not.
        deleted: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the files attached to a customer, the newest first.
#[utoipa::path(get, path = "/customers/{id}/attachments")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<AttachmentListQuery>,
) -> Result<Found<Listed<AttachmentView>>, Problem> {
    let page = page(query.0.limit, query.0.after);
    let deleted = query.0.deleted.unwrap_or(false);
    let id = standing(may.db(), *id).await?;
    let files = store::customer::attachments(may.db(), id, deleted, page).await?;
    Ok(Listed::of(files, AttachmentView::from))
}
