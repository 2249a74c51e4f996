//! `PATCH /tasks/{id}`

use chrono::NaiveDate;
use domain::id::{TaskId, UserId};
use domain::task::TaskDraft;

use super::TaskView;
use crate::access::{May, WriteTasks};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id, Patch, Prose, Reader, Text};
use crate::problem::Problem;

input! {
    /// What to change: what is absent stays, `null` empties.
    #[schema(as = TaskChange, example = json!({ "due_on": "2026-11-30" }))]
    struct TaskChangeBody {
        /// What is to be done.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        title: Option<Text<200>>,
        /// More about it.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 4000)]
        details: Patch<Prose<4000>>,
        /// By which day.
        #[schema(value_type = Option<NaiveDate>)]
        due_on: Patch<NaiveDate>,
        /// Who is to do it.
        #[schema(value_type = Option<uuid::Uuid>)]
        assignee: Patch<UserId>,
    }
}

/// Change a task: give it to somebody, put it off.
#[utoipa::path(patch, path = "/tasks/{id}")]
pub(crate) async fn handler(
    may: May<WriteTasks>,
    id: Id<TaskId>,
    expected: Expected,
    reader: Reader,
    body: Body<TaskChangeBody>,
) -> Result<Versioned<TaskView>, Problem> {
    let TaskChangeBody { title, details, due_on, assignee } = body.value;
    let change = |draft: &mut TaskDraft| {
        if let Some(title) = title {
            draft.title = Some(title.0);
        }
        details.map(|details| details.0).write(&mut draft.details);
        due_on.write(&mut draft.due_on);
        assignee.write(&mut draft.assignee);
    };
    store::task::update(may.db(), &may.context(), *id, expected.0, change).await?;
    let task = store::task::get(may.db(), *id).await?;
    let version = task.version;
    Ok(Versioned(TaskView::of(task, &may.state().deps.catalog, reader.0), version))
}
