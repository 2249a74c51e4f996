//! Tasks that the program asks for by itself: a bounded number of statements for a page of
//! customers, and one task for each while it is open. They go to the owner of the customer.

use std::collections::{HashMap, HashSet};

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::TaskId;
use domain::task::{TaskState, TaskSubject, WantedTask};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::NOUN;
use crate::entity::{customer_owner, task};
use crate::error::StoreError;
use crate::event;
use crate::sql::ROWS;

/// Writes down what is wanted and not open already.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn want<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    wanted: &[WantedTask],
) -> Result<(), StoreError> {
    for wanted in wanted.chunks(ROWS) {
        write(conn, context, wanted).await?;
    }
    Ok(())
}

async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    wanted: &[WantedTask],
) -> Result<(), StoreError> {
    let key = |task: &WantedTask| task.kind.open_key(task.customer.0);
    let open: Vec<String> = task::Entity::find()
        .select_only()
        .column(task::Column::OpenKey)
        .filter(task::Column::OpenKey.is_in(wanted.iter().filter_map(key)))
        .into_tuple()
        .all(conn)
        .await?;
    let mut open: HashSet<String> = open.into_iter().collect();
    let new: Vec<&WantedTask> =
        wanted.iter().filter(|task| key(task).is_none_or(|key| open.insert(key))).collect();
    if new.is_empty() {
        return Ok(());
    }
    let owners = customer_owner::Entity::find()
        .filter(customer_owner::Column::CustomerId.is_in(new.iter().map(|task| task.customer.0)))
        .all(conn)
        .await?;
    let owners: HashMap<Uuid, Uuid> =
        owners.into_iter().map(|row| (row.customer_id, row.user_id)).collect();
    let (mut rows, mut told) = (Vec::new(), Vec::new());
    for task in new {
        let id: TaskId = context.id();
        rows.push(task::ActiveModel {
            id: Set(id.0),
            kind: Set(task.kind.code().to_owned()),
            subject_kind: Set(TaskSubject::Customer.code().to_owned()),
            subject_id: Set(task.customer.0),
            customer_id: Set(Some(task.customer.0)),
            title: Set(None),
            details: Set(None),
            due_on: Set(Some(task.due_on)),
            assignee_id: Set(owners.get(&task.customer.0).copied()),
            state: Set(TaskState::Open.code().to_owned()),
            open_key: Set(key(task)),
            done_at: Set(None),
            done_by: Set(None),
            version: Set(1),
            created_at: Set(context.now),
            created_by: Set(context.actor.to_string()),
            updated_at: Set(context.now),
        });
        told.push(
            NewEvent::new(EventKind::TaskCreated, NOUN, id)
                .of_customer(task.customer)
                .with(json!({ "task": task.kind.code(), "due_on": task.due_on })),
        );
    }
    task::Entity::insert_many(rows).exec_without_returning(conn).await?;
    event::record(conn, context, told).await
}
