//! What people do with tasks.

use domain::context::Context;
use domain::event::{ChangedValue, EventKind, NewEvent};
use domain::id::{TaskId, UserId};
use domain::task::{TaskDraft, TaskFault, TaskKind, TaskState, TaskSubject};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{NO_TASK, NOUN, TaskRecord, from_row, subject};
use crate::db::{Db, Write};
use crate::entity::task::{ActiveModel, Column, Entity};
use crate::entity::user_account;
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};

/// A task to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// What it is about.
    pub subject: (TaskSubject, Uuid),
    /// What is to be done.
    pub draft: TaskDraft,
}

/// Writes a task down.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`TaskFault`]; [`StoreError::NotFound`] when what it
/// is about, or who is to do it, is not there.
pub async fn create(
    db: &Db,
    context: &Context,
    new: NewTask,
    idempotency: Option<&Idempotency>,
) -> Result<TaskId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| create_in(&**txn, context, new).await)
        .await
}

/// [`create`] within a transaction.
///
/// # Errors
/// As [`create`].
pub(crate) async fn create_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    new: NewTask,
) -> Result<TaskId, StoreError> {
    let draft = new.draft.checked(TaskKind::Manual).map_err(Refusal::from)?;
    let (kind, about) = new.subject;
    let customer = subject::customer_of(conn, kind, about).await?;
    may_do(conn, draft.assignee).await?;
    let id: TaskId = context.id();
    let row = ActiveModel {
        id: Set(id.0),
        kind: Set(TaskKind::Manual.code().to_owned()),
        subject_kind: Set(kind.code().to_owned()),
        subject_id: Set(about),
        customer_id: Set(customer.map(|customer| customer.0)),
        title: Set(draft.title),
        details: Set(draft.details),
        due_on: Set(draft.due_on),
        assignee_id: Set(draft.assignee.map(|user| user.0)),
        state: Set(TaskState::Open.code().to_owned()),
        open_key: Set(None),
        done_at: Set(None),
        done_by: Set(None),
        version: Set(1),
        created_at: Set(context.now),
        created_by: Set(context.actor.to_string()),
        updated_at: Set(context.now),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    let mut told = NewEvent::new(EventKind::TaskCreated, NOUN, id)
        .with(json!({ "task": "manual", "due_on": draft.due_on, "assignee": draft.assignee }));
    told.customer = customer;
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}

/// That a user is there and can sign in.
async fn may_do<C: ConnectionTrait>(conn: &C, user: Option<UserId>) -> Result<(), StoreError> {
    let Some(user) = user else { return Ok(()) };
    let found = user_account::Entity::find_by_id(user.0).one(conn).await?;
    let found = found.ok_or(StoreError::NotFound { noun: "user" })?;
    if found.disabled_at.is_some() {
        return Err(Refusal::from(TaskFault::Assignee).into());
    }
    Ok(())
}

/// Changes a task whose version is still `expected`, and answers the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`]; [`StoreError::Refused`] with the code of a
/// [`TaskFault`].
pub async fn update(
    db: &Db,
    context: &Context,
    id: TaskId,
    expected: i32,
    change: impl FnOnce(&mut TaskDraft),
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let before = find(&txn, id).await?;
    if before.version != expected {
        return Err(StoreError::Stale);
    }
    let was = TaskDraft {
        title: before.title.clone(),
        details: before.details.clone(),
        due_on: before.due_on,
        assignee: before.assignee,
    };
    let mut draft = was.clone();
    change(&mut draft);
    let draft = draft.checked(before.kind).map_err(Refusal::from)?;
    if draft == was {
        return Ok(expected);
    }
    if draft.assignee != was.assignee {
        may_do(&*txn, draft.assignee).await?;
    }
    let data = json!({ "due_on": draft.due_on, "assignee": draft.assignee });
    let values = [
        ChangedValue::of("title", json!(was.title), json!(draft.title)),
        ChangedValue::of("details", json!(was.details), json!(draft.details)),
        ChangedValue::of("due_on", json!(was.due_on), json!(draft.due_on)),
        ChangedValue::of("assignee", json!(was.assignee), json!(draft.assignee)),
    ];
    let row = ActiveModel {
        title: Set(draft.title),
        details: Set(draft.details),
        due_on: Set(draft.due_on),
        assignee_id: Set(draft.assignee.map(|user| user.0)),
        ..Default::default()
    };
    let told = told(EventKind::TaskChanged, &before, data);
    let told = told.changing(values.into_iter().flatten().collect());
    write(&txn, context, &before, row, told).await?;
    txn.commit().await?;
    Ok(expected + 1)
}

/// Says that a task is done.
///
/// # Errors
/// [`StoreError::Refused`] when it was done already; [`StoreError::NotFound`].
pub async fn complete(
    db: &Db,
    context: &Context,
    id: TaskId,
    idempotency: Option<&Idempotency>,
) -> Result<TaskId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let before = find(txn, id).await?;
        if before.state == TaskState::Done {
            return Err(Refusal::from(TaskFault::Done).into());
        }
        let row = ActiveModel {
            state: Set(TaskState::Done.code().to_owned()),
            open_key: Set(None),
            done_at: Set(Some(context.now)),
            done_by: Set(Some(context.actor.to_string())),
            ..Default::default()
        };
        write(txn, context, &before, row, told(EventKind::TaskDone, &before, json!({}))).await?;
        Ok(id)
    })
    .await
}

/// Opens a task again that was done.
///
/// # Errors
/// [`StoreError::Refused`] when it is open, [`StoreError::Conflict`] when another one of its kind is
/// open; [`StoreError::NotFound`].
pub async fn reopen(
    db: &Db,
    context: &Context,
    id: TaskId,
    idempotency: Option<&Idempotency>,
) -> Result<TaskId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let before = find(txn, id).await?;
        if before.state == TaskState::Open {
            return Err(Refusal::from(TaskFault::Open).into());
        }
        let row = ActiveModel {
            state: Set(TaskState::Open.code().to_owned()),
            open_key: Set(before.kind.open_key(before.subject.1)),
            done_at: Set(None),
            done_by: Set(None),
            ..Default::default()
        };
        write(txn, context, &before, row, told(EventKind::TaskReopened, &before, json!({})))
            .await?;
        Ok(id)
    })
    .await
}

async fn find(txn: &Write, id: TaskId) -> Result<TaskRecord, StoreError> {
    from_row(Entity::find_by_id(id.0).one(&**txn).await?.ok_or(NO_TASK)?)
}

async fn write(
    txn: &Write,
    context: &Context,
    before: &TaskRecord,
    row: ActiveModel,
    told: NewEvent,
) -> Result<(), StoreError> {
    let row = ActiveModel { version: Set(before.version + 1), updated_at: Set(context.now), ..row };
    let written = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(before.id.0))
        .filter(Column::Version.eq(before.version))
        .exec(&**txn)
        .await?;
    if written.rows_affected == 0 {
        return Err(StoreError::Stale);
    }
    event::record(&**txn, context, vec![told]).await
}

fn told(kind: EventKind, task: &TaskRecord, mut data: serde_json::Value) -> NewEvent {
    if let Some(data) = data.as_object_mut() {
        data.insert("task".to_owned(), json!(task.kind.code()));
    }
    let mut told = NewEvent::new(kind, NOUN, task.id).with(data);
    told.customer = task.customer;
    told
}
