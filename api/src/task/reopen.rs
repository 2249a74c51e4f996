//! `POST /tasks/{id}/reopen`

use domain::id::TaskId;

use super::TaskView;
use crate::access::{Key, May, WriteTasks};
use crate::answer::Versioned;
use crate::input::{Id, Reader};
use crate::problem::Problem;

/// Open a task again that was done.
#[utoipa::path(post, path = "/tasks/{id}/reopen")]
pub(crate) async fn handler(
    may: May<WriteTasks>,
    id: Id<TaskId>,
    key: Key,
    reader: Reader,
) -> Result<Versioned<TaskView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    store::task::reopen(db, &context, *id, key.as_ref()).await?;
    let task = store::task::get(db, *id).await?;
    let version = task.version;
    Ok(Versioned(TaskView::of(task, &may.state().deps.catalog, reader.0), version))
}
