//! `GET /customers/{id}/notes`

use domain::id::CustomerId;
use uuid::Uuid;

use super::NoteView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::customer::standing;
use crate::input::{Id, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which notes, and which page.
    struct NoteListQuery {
        /// Those that were deleted, instead of those that were not.
        deleted: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the notes of a customer, the newest first.
#[utoipa::path(get, path = "/customers/{id}/notes")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<CustomerId>,
    query: Query<NoteListQuery>,
) -> Result<Found<Listed<NoteView>>, Problem> {
    let page = page(query.0.limit, query.0.after);
    let deleted = query.0.deleted.unwrap_or(false);
    let id = standing(may.db(), *id).await?;
    let notes = store::customer::notes(may.db(), id, deleted, page).await?;
    Ok(Listed::of(notes, NoteView::from))
}
