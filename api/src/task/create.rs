//! `POST /tasks`

use chrono::NaiveDate;
use domain::id::UserId;
use domain::task::TaskDraft;
use store::task::NewTask;
use uuid::Uuid;

use super::TaskView;
use crate::access::{Key, May, WriteTasks};
use crate::answer::Created;
use crate::input::{Body, Prose, Reader, TaskSubjectCode, Text};
use crate::problem::Problem;

input! {
    /// A task to write down.
    #[schema(as = NewTask, example = json!({
        "subject_kind": "customer",
        "subject": "01a2076b-4400-7000-9948-9654fcd76fda",
        "title": "Call back about the order number",
        "due_on": "2026-11-27",
    }))]
    struct NewTaskBody {
        /// The noun of what it is about.
        subject_kind: TaskSubjectCode,
        /// What it is about.
        subject: Uuid,
        /// What is to be done.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        title: Text<200>,
        /// More about it.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 4000)]
        details: Option<Prose<4000>>,
        /// By which day.
        due_on: Option<NaiveDate>,
        /// Who is to do it.
        #[schema(value_type = Option<Uuid>)]
        assignee: Option<UserId>,
    }
}

/// Write a task down.
#[utoipa::path(post, path = "/tasks")]
pub(crate) async fn handler(
    may: May<WriteTasks>,
    key: Key,
    reader: Reader,
    body: Body<NewTaskBody>,
) -> Result<Created<TaskView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let body = body.value;
    let draft = TaskDraft {
        title: Some(body.title.0),
        details: body.details.map(|details| details.0),
        due_on: body.due_on,
        assignee: body.assignee,
    };
    let new = NewTask { subject: (*body.subject_kind, body.subject), draft };
    let id = store::task::create(db, &context, new, key.as_ref()).await?;
    let task = store::task::get(db, id).await?;
    let body = TaskView::of(task, &may.state().deps.catalog, reader.0);
    Ok(Created { location: format!("/api/v1/tasks/{id}"), body })
}
