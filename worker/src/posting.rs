//! What changed in the file is posted for searches, soon after the change: the last changes are found
//! meanwhile too, but each search reads them one by one.

use std::sync::Arc;
use std::time::Duration;

use store::search;

use crate::dispatch::Dispatch;

/// How often.
const TICK: Duration = Duration::from_secs(2);

/// Posts until the process shall end; between two pages it may.
pub(crate) async fn run(dispatch: Arc<Dispatch>) {
    while !dispatch.is_stopping() {
        match search::index_page(&dispatch.deps.db).await {
            Ok(page) if page.changes > 0 => continue,
            Ok(_) => {}
            Err(error) => {
                let error = format!("{error:#}");
                tracing::warn!(error, "searches lag behind the file; the next look goes on");
            }
        }
        tokio::select! {
            () = dispatch.stopping() => return,
            () = tokio::time::sleep(TICK) => {}
        }
    }
}
