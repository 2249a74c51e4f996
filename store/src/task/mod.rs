//! Tasks: written down, assigned, done, opened again. What the program asks for by itself is written
//! by sets, in the transaction of what asks for it, and once while it is open.

mod act;
mod list;
mod subject;
mod wanted;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CustomerId, TaskId, UserId};
use domain::task::{TaskFault, TaskKind, TaskState, TaskSubject};
use uuid::Uuid;

use crate::entity::task::Model;
use crate::error::{Refusal, StoreError};
use crate::sql::unreadable;

pub(crate) use act::create_in;
pub use act::{NewTask, complete, create, reopen, update};
pub use list::{TaskFilter, get, list, my_day};
pub(crate) use wanted::want;

#[cfg(test)]
mod tests;

impl From<TaskFault> for Refusal {
    fn from(fault: TaskFault) -> Self {
        Self::new(fault.code())
    }
}

/// The noun of a task in the API.
const NOUN: &str = "task";

const NO_TASK: StoreError = StoreError::NotFound { noun: NOUN };

/// A task as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRecord {
    /// Its id.
    pub id: TaskId,
    /// Where it comes from.
    pub kind: TaskKind,
    /// What it is about.
    pub subject: (TaskSubject, Uuid),
    /// The customer concerned.
    pub customer: Option<CustomerId>,
    /// What is to be done; a task of the program may have none, its kind says it.
    pub title: Option<String>,
    /// More about it.
    pub details: Option<String>,
    /// By which day.
    pub due_on: Option<NaiveDate>,
    /// Who is to do it.
    pub assignee: Option<UserId>,
    /// Whether it is still to be done.
    pub state: TaskState,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// By whom.
    pub done_by: Option<String>,
    /// Grows with each change.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

fn from_row(row: Model) -> Result<TaskRecord, StoreError> {
    let subject: TaskSubject =
        row.subject_kind.parse().map_err(|why| unreadable("task.subject_kind", why))?;
    Ok(TaskRecord {
        id: row.id.into(),
        kind: row.kind.parse().map_err(|why| unreadable("task.kind", why))?,
        subject: (subject, row.subject_id),
        customer: row.customer_id.map(Into::into),
        title: row.title,
        details: row.details,
        due_on: row.due_on,
        assignee: row.assignee_id.map(Into::into),
        state: row.state.parse().map_err(|why| unreadable("task.state", why))?,
        done_at: row.done_at,
        done_by: row.done_by,
        version: row.version,
        created_at: row.created_at,
        created_by: row.created_by,
        updated_at: row.updated_at,
    })
}
