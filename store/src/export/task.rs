//! The table of tasks: a row for each, the newest first, as the list shows them.

use chrono::NaiveDate;
use domain::export::Cell;
use domain::task::{TaskKind, TaskState};

use super::column::{Column, cells};
use super::terms::Terms;
use super::who::{Who, customers, users};
use crate::db::Db;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::task::{TaskFilter, TaskRecord, list};

/// A task, whom it concerns, who is to do it, and its texts in the words of whoever reads.
pub(super) struct Row {
    who: Who,
    assignee: Option<String>,
    title: String,
    state: String,
    created_on: NaiveDate,
    done_on: Option<NaiveDate>,
    task: TaskRecord,
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "customer_name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "title", cell: |row: &Row| row.title.as_str().into() },
    Column { code: "details", cell: |row: &Row| row.task.details.as_deref().into() },
    Column { code: "due_on", cell: |row: &Row| row.task.due_on.into() },
    Column { code: "assignee", cell: |row: &Row| row.assignee.as_deref().into() },
    Column { code: "state", cell: |row: &Row| row.state.as_str().into() },
    Column { code: "created_on", cell: |row: &Row| row.created_on.into() },
    Column { code: "done_on", cell: |row: &Row| row.done_on.into() },
];

/// The key of what is to be done where the program asks for it.
fn asked(kind: TaskKind) -> String {
    format!("task-{}", kind.code())
}

/// The key of the text of a state.
fn key(state: TaskState) -> String {
    format!("export-task-{}", state.code())
}

/// The keys of the words of its cells.
pub(super) fn words() -> Vec<String> {
    let kinds = TaskKind::ALL.iter().copied().map(asked);
    kinds.chain(TaskState::ALL.iter().copied().map(key)).collect()
}

/// A page of rows.
pub(super) async fn page(
    db: &Db,
    filter: &TaskFilter,
    terms: &Terms,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = list(db, filter, request).await?;
    let ids = page.items.iter().filter_map(|task| task.customer).collect();
    let known = customers(db.read(), ids).await?;
    let ids = page.items.iter().filter_map(|task| task.assignee).collect();
    let assignees = users(db.read(), ids).await?;
    Ok(page.map(|task| {
        let row = Row {
            who: task.customer.and_then(|id| known.get(&id)).cloned().unwrap_or_default(),
            assignee: task.assignee.and_then(|id| assignees.get(&id)).cloned(),
            title: task.title.clone().unwrap_or_else(|| terms.word(&asked(task.kind))),
            state: terms.word(&key(task.state)),
            created_on: terms.day(task.created_at),
            done_on: task.done_at.map(|moment| terms.day(moment)),
            task,
        };
        cells(COLUMNS, &row)
    }))
}
