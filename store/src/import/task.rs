//! What is asked of an import that takes long: a row says it, a look of the outbox has a worker do it,
//! and a lease keeps two workers from doing it at once. What was begun goes on after a kill.

use chrono::{DateTime, TimeDelta, Utc};
use domain::context::Context;
use domain::id::ImportId;
use domain::import::ImportKind;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use super::record::{ImportRecord, ImportState, get};
use super::upload::{self, UploadRecord};
use crate::db::{Db, Write};
use crate::entity::import_task::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::idempotency::{self, Idempotency};
use crate::outbox;
use crate::sql::unreadable;

/// The kind of the job that works on an import.
pub const WORK: &str = "work_on_import";

/// How long a worker has a task without a sign of life.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// What can be asked of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// To read its file and to judge its rows.
    Plan,
    /// To apply its valid rows.
    Apply,
    /// To undo it.
    Revert,
}

impl Task {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Apply => "apply",
            Self::Revert => "revert",
        }
    }

    fn of(code: &str) -> Result<Self, StoreError> {
        let all = [Self::Plan, Self::Apply, Self::Revert];
        let found = all.into_iter().find(|task| task.code() == code);
        found.ok_or_else(|| unreadable("import_task.act", "no act"))
    }
}

/// A task of an import.
#[derive(Debug, Clone)]
pub struct TaskRecord {
    /// What is asked.
    pub task: Task,
    /// `asked`, `done` or `refused`.
    pub state: String,
    /// Why it was refused: a `code`, and what it names.
    pub outcome: Option<Value>,
    /// By whom it was asked.
    pub asked_by: String,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// Everything about an import: the import once its file is read, the file that was sent, what is asked.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Its id.
    pub id: ImportId,
    /// The import, once its file is read.
    pub import: Option<ImportRecord>,
    /// Its file, when it was sent and no import was made of it yet.
    pub upload: Option<UploadRecord>,
    /// What was asked of it, the oldest first.
    pub tasks: Vec<TaskRecord>,
}

/// How far an import is, whether or not its file is read yet.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub async fn follow<C: ConnectionTrait>(conn: &C, id: ImportId) -> Result<Followed, StoreError> {
    let import = match get(conn, id).await {
        Ok(import) => Some(import),
        Err(StoreError::NotFound { .. }) => None,
        Err(error) => return Err(error),
    };
    let upload = upload::find(conn, id).await?;
    if import.is_none() && upload.is_none() {
        return Err(StoreError::NotFound { noun: "import" });
    }
    let rows = Entity::find()
        .filter(Column::ImportId.eq(id.0))
        .order_by_asc(Column::AskedAt)
        .all(conn)
        .await?;
    let tasks: Result<Vec<TaskRecord>, StoreError> = rows.into_iter().map(record).collect();
    Ok(Followed { id, import, upload, tasks: tasks? })
}

fn record(row: Model) -> Result<TaskRecord, StoreError> {
    Ok(TaskRecord {
        task: Task::of(&row.act)?,
        state: row.state,
        outcome: row.outcome,
        asked_by: row.asked_by,
        asked_at: row.asked_at,
    })
}

/// Asks for an import to be applied, or undone.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] when the import is not so far, or too far:
/// `import_not_planned`, `import_overtaken`, `import_reverted`, `import_not_applied`,
/// `import_of_invoices`.
pub async fn ask(
    db: &Db,
    context: &Context,
    id: ImportId,
    task: Task,
    idempotency: Option<&Idempotency>,
) -> Result<(), StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        let followed = follow(&**txn, id).await?;
        let import = followed.import.ok_or(StoreError::refused("import_not_planned"))?;
        may(&import, task)?;
        ask_in(&**txn, context, id, task).await
    })
    .await
}

fn may(import: &ImportRecord, task: Task) -> Result<(), StoreError> {
    use ImportState as S;
    match (task, import.state) {
        (Task::Revert, _) if import.kind != ImportKind::Customers => {
            Err(StoreError::refused("import_of_invoices"))
        }
        (Task::Plan, _)
        | (Task::Apply, S::Planned | S::Applying | S::Applied)
        | (Task::Revert, S::Applied | S::Reverting | S::Reverted) => Ok(()),
        (Task::Revert, state) => {
            Err(Refusal::new("import_not_applied").with("state", state.code()).into())
        }
        (Task::Apply, S::Planning) => Err(StoreError::refused("import_not_planned")),
        (Task::Apply, S::Cancelled) => Err(StoreError::refused("import_overtaken")),
        (Task::Apply, S::Reverting | S::Reverted) => Err(StoreError::refused("import_reverted")),
    }
}

/// Writes what is asked, and has a worker look.
pub(super) async fn ask_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: ImportId,
    task: Task,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        import_id: Set(id.0),
        act: Set(task.code().to_owned()),
        state: Set("asked".to_owned()),
        outcome: Set(None),
        asked_at: Set(context.now),
        asked_by: Set(context.actor.to_string()),
        ended_at: Set(None),
        claim_token: Set(None),
        claimed_until: Set(None),
    };
    let again = OnConflict::columns([Column::ImportId, Column::Act])
        .update_columns([
            Column::State,
            Column::Outcome,
            Column::AskedAt,
            Column::AskedBy,
            Column::EndedAt,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(conn).await?;
    outbox::ask(conn, context, WORK, id.0, context.now).await
}

/// The imports of which something is asked that nobody does, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<ImportId>, StoreError> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::ImportId)
        .distinct()
        .filter(Column::State.eq("asked"))
        .filter(free(now))
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

fn free(now: DateTime<Utc>) -> Condition {
    Condition::any().add(Column::ClaimedUntil.is_null()).add(Column::ClaimedUntil.lt(now))
}

/// Takes the oldest task of an import that nobody does.
pub(super) async fn claim(
    db: &Db,
    context: &Context,
    id: ImportId,
    token: Uuid,
) -> Result<Option<TaskRecord>, StoreError> {
    let txn = db.begin().await?;
    let row = Entity::find()
        .filter(Column::ImportId.eq(id.0))
        .filter(Column::State.eq("asked"))
        .filter(free(context.now))
        .order_by_asc(Column::AskedAt)
        .one(&*txn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let taken = Entity::update_many()
        .col_expr(Column::ClaimToken, Expr::value(token))
        .col_expr(Column::ClaimedUntil, Expr::value(context.now + LEASE))
        .filter(Column::ImportId.eq(id.0))
        .filter(Column::Act.eq(&row.act))
        .filter(Column::State.eq("asked"))
        .filter(free(context.now))
        .exec(&*txn)
        .await?;
    txn.commit().await?;
    if taken.rows_affected == 0 { Ok(None) } else { record(row).map(Some) }
}

/// Gives a sign of life; whether the task is still ours.
pub(super) async fn renew(db: &Db, context: &Context, token: Uuid) -> Result<bool, StoreError> {
    let txn = db.begin().await?;
    let renewed = Entity::update_many()
        .col_expr(Column::ClaimedUntil, Expr::value(context.now + LEASE))
        .filter(Column::ClaimToken.eq(token))
        .exec(&*txn)
        .await?;
    txn.commit().await?;
    Ok(renewed.rows_affected > 0)
}

/// Gives what a worker has taken back, for another one to go on.
///
/// # Errors
/// When the database cannot be written.
pub async fn release(db: &Db, token: Uuid) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    Entity::update_many()
        .col_expr(Column::ClaimToken, Expr::value(Option::<Uuid>::None))
        .col_expr(Column::ClaimedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(Column::ClaimToken.eq(token))
        .exec(&*txn)
        .await?;
    txn.commit().await
}

/// Ends a task of an import that is still ours. A plan that has ended is not begun again: its file goes with
/// the end, and not with the rows, so that a kill between the two finds it.
pub(super) async fn end(
    db: &Db,
    context: &Context,
    (id, task): (ImportId, Task),
    token: Uuid,
    outcome: Option<Value>,
) -> Result<(), StoreError> {
    let state = if outcome.is_some() { "refused" } else { "done" };
    let txn = db.begin().await?;
    let row = ActiveModel {
        state: Set(state.to_owned()),
        outcome: Set(outcome),
        ended_at: Set(Some(context.now)),
        claim_token: Set(None),
        claimed_until: Set(None),
        ..Default::default()
    };
    let ours = Column::ClaimToken.eq(token);
    let ended = Entity::update_many().set(row).filter(ours).exec(&*txn).await?;
    if ended.rows_affected > 0 && task == Task::Plan {
        upload::let_go(&*txn, id).await?;
    }
    txn.commit().await
}
