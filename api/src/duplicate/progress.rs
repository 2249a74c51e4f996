//! `GET /duplicate-searches/{id}/progress`

use domain::duplicate::SearchState;
use domain::id::DuplicateSearchId;

use super::SearchView;
use crate::access::{May, ReadCustomers};
use crate::input::Id;
use crate::problem::Problem;
use crate::progress::Events;

/// Follow a search for duplicates as server-sent events.
///
/// One when it begins and one for each change; the stream ends when the search is done, and after twenty
/// seconds. An `EventSource` then comes back by itself.
#[utoipa::path(get, path = "/duplicate-searches/{id}/progress")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<DuplicateSearchId>,
) -> Result<Events<SearchView>, Problem> {
    let (db, id) = (may.db().clone(), *id);
    store::duplicate::search(db.read(), Some(id)).await?;
    Ok(Events::of(move || {
        let db = db.clone();
        async move {
            let search = store::duplicate::search(db.read(), Some(id)).await.ok()?;
            let over = search.state == SearchState::Done;
            Some((SearchView::from(search), over))
        }
    }))
}
