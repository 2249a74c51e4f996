//! Tasks: something to do about something, by a day, by somebody.

pub(crate) mod complete;
pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod my_day;
pub(crate) mod patch;
pub(crate) mod reopen;

use chrono::{DateTime, NaiveDate, Utc};
use domain::language::Language;
use serde::Serialize;
use store::task::TaskRecord;
use templates::Catalog;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{TaskKindCode, TaskStateCode, TaskSubjectCode};

/// A task.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Task)]
pub(crate) struct TaskView {
    /// Id.
    id: Uuid,
    /// Where it comes from.
    kind: TaskKindCode,
    /// The noun of what it is about.
    subject_kind: TaskSubjectCode,
    /// What it is about.
    subject: Uuid,
    /// The customer concerned.
    customer: Option<Uuid>,
    /// What is to be done; of a task of the program, in the language of the caller.
    title: String,
    /// More about it.
    details: Option<String>,
    /// By which day.
    due_on: Option<NaiveDate>,
    /// Who is to do it.
    assignee: Option<Uuid>,
    /// Whether it is still to be done.
    state: TaskStateCode,
    /// When it was done.
    done_at: Option<DateTime<Utc>>,
    /// By whom.
    done_by: Option<String>,
    /// Grows with each change.
    version: i32,
    /// When it was written down.
    created_at: DateTime<Utc>,
    /// By whom.
    created_by: String,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl TaskView {
    /// The task with its title in a language.
    fn of(task: TaskRecord, catalog: &Catalog, language: Language) -> Self {
        let own = || catalog.text(language, &format!("task-{}", task.kind.code()), &[]);
        Self {
            title: task.title.clone().unwrap_or_else(own),
            id: task.id.0,
            kind: TaskKindCode(task.kind),
            subject_kind: TaskSubjectCode(task.subject.0),
            subject: task.subject.1,
            customer: task.customer.map(|customer| customer.0),
            details: task.details,
            due_on: task.due_on,
            assignee: task.assignee.map(|user| user.0),
            state: TaskStateCode(task.state),
            done_at: task.done_at,
            done_by: task.done_by,
            version: task.version,
            created_at: task.created_at,
            created_by: task.created_by,
            updated_at: task.updated_at,
        }
    }
}
