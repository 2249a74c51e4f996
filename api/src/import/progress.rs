//! `GET /imports/{id}/progress`

use domain::id::ImportId;

use super::ImportView;
use crate::access::{May, ReadCustomers};
use crate::input::Id;
use crate::problem::Problem;
use crate::progress::Events;

/// Follow what a worker does with an import as server-sent events.
///
/// One when it begins and one for each change; the stream ends when nothing is asked of the import any more,
/// and after twenty seconds. An `EventSource` then comes back by itself.
#[utoipa::path(get, path = "/imports/{id}/progress")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<ImportId>,
) -> Result<Events<ImportView>, Problem> {
    let (db, id) = (may.db().clone(), *id);
    store::import::follow(db.read(), id).await?;
    Ok(Events::of(move || {
        let db = db.clone();
        async move {
            let followed = store::import::follow(db.read(), id).await.ok()?;
            let now = ImportView::from(followed);
            let over = now.rests();
            Some((now, over))
        }
    }))
}
