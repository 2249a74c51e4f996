//! `GET /tasks/{id}`

use domain::id::TaskId;

use super::TaskView;
use crate::access::{May, ReadTasks};
use crate::answer::Versioned;
use crate::input::{Id, Reader};
use crate::problem::Problem;

/// Get a task.
#[utoipa::path(get, path = "/tasks/{id}")]
pub(crate) async fn handler(
    may: May<ReadTasks>,
    id: Id<TaskId>,
    reader: Reader,
) -> Result<Versioned<TaskView>, Problem> {
    let task = store::task::get(may.db(), *id).await?;
    let version = task.version;
    Ok(Versioned(TaskView::of(task, &may.state().deps.catalog, reader.0), version))
}
