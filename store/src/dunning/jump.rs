//! A person moves a line up its ladder, for a reason, and the timeline tells it (rule 3).

use chrono::NaiveDate;
use domain::context::Context;
use domain::dunning::{DunningRefusal, checked_reason};
use domain::event::{EventKind, NewEvent};
use domain::id::DueLineId;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::procedure::Procedures;
use super::standing::Standings;
use crate::db::Db;
use crate::entity::{customer, due_line, dunning_jump as jump};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};

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
