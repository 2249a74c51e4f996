//! A search for duplicates, moved on page by page until it is done or the process shall end.

use domain::duplicate::SearchState;
use domain::id::DuplicateSearchId;

use crate::dispatch::Dispatch;

/// Moves a search on; what is left is asked for again by the sweep.
///
/// # Errors
/// When the database fails: what was done so far is done.
pub(crate) async fn search(dispatch: &Dispatch, id: DuplicateSearchId) -> anyhow::Result<()> {
    while !dispatch.is_stopping() {
        let at = store::duplicate::advance(&dispatch.deps.db, &dispatch.context(), id).await?;
        if at.state == SearchState::Done {
            tracing::info!(search = %id, found = at.found, "searched for duplicates");
            return Ok(());
        }
    }
    Ok(())
}
