//! A person moves a line up its ladder, for a reason, and the timeline tells it (rule 3).

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::dunning::{DunningRefusal, checked_reason};
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, DueLineId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde_json::json;
use uuid::Uuid;

use super::procedure::Procedures;
use super::standing::Standings;
use crate::db::Db;
use crate::entity::{customer, due_line, dunning_jump as jump};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};

/// A jump that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJump {
    /// Which line.
    pub due_line: DueLineId,
    /// The level at which it then stands, as if it had been reminded: the next run may take it to
    /// the one after.
    pub to_level: u8,
    /// Why, in the words of its author.
    pub reason: String,
    /// The day from which it stands there.
    pub effective_on: NaiveDate,
}

/// A jump as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JumpRecord {
    /// Its id.
    pub id: Uuid,
    /// Which line.
    pub due_line: DueLineId,
    /// Whose line.
    pub customer: CustomerId,
    /// The level at which it stands since.
    pub to_level: u8,
    /// Why.
    pub reason: String,
    /// The day from which it stands there.
    pub effective_on: NaiveDate,
    /// When it was decided.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub recorded_by: String,
}

/// One jump.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn jump_of(db: &Db, id: Uuid) -> Result<JumpRecord, StoreError> {
    let row = jump::Entity::find_by_id(id).one(db.read()).await?;
    row.map(record).ok_or(StoreError::NotFound { noun: "dunning_jump" })
}

/// A page of jumps, of one customer or of all, in the order in which they were decided.
///
/// # Errors
/// When the database cannot be read.
pub async fn jumps(
    db: &Db,
    customer: Option<CustomerId>,
    request: PageRequest,
) -> Result<Page<JumpRecord>, StoreError> {
    let rows = jump::Entity::find()
        .apply_if(customer, |find, customer| find.filter(jump::Column::CustomerId.eq(customer.0)))
        .apply_if(request.after, |find, after| find.filter(jump::Column::Id.gt(after)))
        .order_by_asc(jump::Column::Id)
        .limit(request.rows())
        .all(db.read())
        .await?;
    Ok(Page::cut(rows.into_iter().map(record).collect(), request, |jump| jump.id))
}

fn record(row: jump::Model) -> JumpRecord {
    JumpRecord {
        id: row.id,
        due_line: row.due_line_id.into(),
        customer: row.customer_id.into(),
        to_level: u8::try_from(row.to_level).unwrap_or(u8::MAX),
        reason: row.reason,
        effective_on: row.effective_on,
        recorded_at: row.recorded_at,
        recorded_by: row.recorded_by,
    }
}

/// Moves a line up.
///
/// # Errors
/// [`StoreError::Refused`] when it stands there already, the level is the last or the reason is
/// missing, [`StoreError::NotFound`] when there is no such line.
pub async fn jump(
    db: &Db,
    context: &Context,
    new: NewJump,
    idempotency: Option<&Idempotency>,
) -> Result<Uuid, StoreError> {
    let reason = checked_reason(&new.reason)?;
    idempotency::once(db, context, idempotency, async |txn| {
        let line = due_line::Entity::find_by_id(new.due_line.0)
            .one(&**txn)
            .await?
            .ok_or(StoreError::NotFound { noun: "due_line" })?;
        let owner = customer::Entity::find_by_id(line.customer_id)
            .one(&**txn)
            .await?
            .ok_or(StoreError::NotFound { noun: "customer" })?;
        let procedures = Procedures::read(&**txn).await?;
        let levels = procedures.of(owner.procedure_id).map_or(0, |own| own.levels.len());
        let standings = Standings::of(&**txn, new.effective_on, &[owner.id]).await?;
        let stands = standings.standing.get(&line.id).map_or(0, |standing| standing.level);
        if new.to_level <= stands || usize::from(new.to_level) >= levels {
            return Err(DunningRefusal::JumpLevel.into());
        }
        let id: Uuid = context.id();
        let row = jump::ActiveModel {
            id: Set(id),
            due_line_id: Set(line.id),
            customer_id: Set(owner.id),
            to_level: Set(new.to_level.into()),
            reason: Set(reason.clone()),
            effective_on: Set(new.effective_on),
            recorded_at: Set(context.now),
            recorded_by: Set(context.actor.to_string()),
        };
        jump::Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::DunningLineJumped, "due_line", line.id)
            .of_customer(owner.id.into())
            .of_party(owner.party_id.into())
            .with(json!({ "jump": id, "from": stands, "to": new.to_level }));
        crate::event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}
