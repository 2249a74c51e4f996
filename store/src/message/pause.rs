//! Pauses: a fault of ours stops the sending that it concerns, until its time is over or a person
//! lifts it. No recipient is marked by it.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::message::{Reply, SenderFault};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use super::claim::Scope;
use crate::db::Db;
use crate::entity::sending_pause;
use crate::error::StoreError;
use crate::event;
use crate::sql::unreadable;

/// Key of the lock by which two that meet the same fault make one pause: `pause` in ASCII.
const LOCK: i64 = 0x70_6175_7365;

/// Sending stopped by a fault of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Its id.
    pub id: Uuid,
    /// The fault.
    pub fault: SenderFault,
    /// What the server said.
    pub reply: Option<String>,
    /// From when.
    pub since: DateTime<Utc>,
    /// Until when; until a person lifts it when none.
    pub until: Option<DateTime<Utc>>,
}

impl Pause {
    /// What it stops.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        match self.fault {
            SenderFault::LetterheadMissing => Scope::Paper,
            _ => Scope::Mail,
        }
    }
}

/// The pauses that hold at the context's instant, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn active_pauses<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
) -> Result<Vec<Pause>, StoreError> {
    use sending_pause::Column::{LiftedAt, Since, Until};
    let rows = sending_pause::Entity::find()
        .filter(LiftedAt.is_null())
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(now)))
        .order_by_asc(Since)
        .all(conn)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Pauses sending because of `fault`; one that already holds for it is prolonged and takes the new
/// reply. Answers whether it is a new one.
///
/// # Errors
/// When the database cannot be written.
pub async fn pause(
    db: &Db,
    context: &Context,
    fault: SenderFault,
    reply: Option<&Reply>,
    until: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let txn = db.begin().await?;
    txn.alone(LOCK).await?;
    let known = active_pauses(&*txn, context.now).await?.into_iter().find(|one| one.fault == fault);
    let is_new = known.is_none();
    let id = known.map_or_else(|| context.id(), |one| one.id);
    let row = sending_pause::ActiveModel {
        id: Set(id),
        reason: Set(fault.code().to_owned()),
        reply: Set(reply.map(said)),
        until: Set(until),
        ..Default::default()
    };
    if is_new {
        let row = sending_pause::ActiveModel { since: Set(context.now), ..row };
        sending_pause::Entity::insert(row).exec_without_returning(&*txn).await?;
        let event = NewEvent::new(EventKind::SendingPaused, "sending_pause", id);
        event::record(&*txn, context, vec![event.with(json!({ "reason": fault.code() }))]).await?;
    } else {
        sending_pause::Entity::update(row).exec(&*txn).await?;
    }
    txn.commit().await?;
    Ok(is_new)
}

/// Lifts every pause that holds, or those of `fault` alone, and answers how many.
///
/// # Errors
/// When the database cannot be written.
pub async fn resume(
    db: &Db,
    context: &Context,
    fault: Option<SenderFault>,
) -> Result<usize, StoreError> {
    let txn = db.begin().await?;
    txn.alone(LOCK).await?;
    let mut pauses = active_pauses(&*txn, context.now).await?;
    pauses.retain(|pause| fault.is_none_or(|fault| fault == pause.fault));
    for pause in &pauses {
        let row = sending_pause::ActiveModel {
            id: Set(pause.id),
            lifted_at: Set(Some(context.now)),
            ..Default::default()
        };
        sending_pause::Entity::update(row).exec(&*txn).await?;
        let event = NewEvent::new(EventKind::SendingResumed, "sending_pause", pause.id);
        let event = event.with(json!({ "reason": pause.fault.code() }));
        event::record(&*txn, context, vec![event]).await?;
    }
    txn.commit().await?;
    Ok(pauses.len())
}

fn said(reply: &Reply) -> String {
    match reply.code {
        Some(code) => format!("{code} {}", reply.text),
        None => reply.text.clone(),
    }
}

fn read(row: sending_pause::Model) -> Result<Pause, StoreError> {
    let sending_pause::Model { id, reason, reply, since, until, .. } = row;
    let fault = reason.parse().map_err(|why| unreadable("sending_pause.reason", why))?;
    Ok(Pause { id, fault, reply, since, until })
}
