//! Finding tasks: by what they are about, by who is to do them, and the day of somebody.

use chrono::NaiveDate;
use domain::id::{CustomerId, TaskId, UserId};
use domain::task::TaskState;
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Statement,
};
use uuid::Uuid;

use super::{NO_TASK, TaskRecord, from_row};
use crate::db::Db;
use crate::entity::task::{Column, Entity, Model};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Which tasks a list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Those that concern a customer.
    pub customer: Option<CustomerId>,
    /// Those about one object.
    pub subject: Option<Uuid>,
    /// Those that a user is to do.
    pub assignee: Option<UserId>,
    /// Those that nobody is to do yet.
    pub unassigned: bool,
    /// The open or the done ones.
    pub state: Option<TaskState>,
}

/// One task.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn get(db: &Db, id: TaskId) -> Result<TaskRecord, StoreError> {
    from_row(Entity::find_by_id(id.0).one(db.read()).await?.ok_or(NO_TASK)?)
}

/// A page of tasks, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    db: &Db,
    filter: &TaskFilter,
    page: PageRequest,
) -> Result<Page<TaskRecord>, StoreError> {
    let mut query = Entity::find()
        .apply_if(filter.customer, |query, id| query.filter(Column::CustomerId.eq(id.0)))
        .apply_if(filter.subject, |query, id| query.filter(Column::SubjectId.eq(id)))
        .apply_if(filter.assignee, |query, id| query.filter(Column::AssigneeId.eq(id.0)))
        .apply_if(filter.state, |query, state| query.filter(Column::State.eq(state.code())))
        .apply_if(page.after, |query, after| query.filter(Column::Id.lt(after)));
    if filter.unassigned {
        query = query.filter(Column::AssigneeId.is_null());
    }
    let rows = query.order_by_desc(Column::Id).limit(page.rows()).all(db.read()).await?;
    let tasks = rows.into_iter().map(from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(tasks, page, |task| task.id.0))
}

/// A page of the day of `user`: what is open and due on `day` or before, the longest overdue first.
///
/// # Errors
/// When the database cannot be read.
pub async fn my_day(
    db: &Db,
    user: UserId,
    day: NaiveDate,
    page: PageRequest,
) -> Result<Page<TaskRecord>, StoreError> {
    let mut values = vec![user.0.into(), day.into()];
    let after = match page.after {
        Some(after) => {
            values.push(after.into());
            "and (due_on, id) > (select due_on, id from task where id = $3)"
        }
        None => "",
    };
    let sql = format!(
        "select * from task
         where assignee_id = $1 and state = 'open' and due_on <= $2 {after}
         order by due_on, id limit {}",
        page.rows(),
    );
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), sql, values);
    let rows = Model::find_by_statement(statement).all(db.read()).await?;
    let tasks = rows.into_iter().map(from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(tasks, page, |task| task.id.0))
}
