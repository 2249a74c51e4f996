//! The log of calls: each one counts (D223-9 C. conso.).

use chrono::{DateTime, Utc};
use domain::call::{CallFault, CallOutcome, NewCall};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CallId, ContactPointId, PartyId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::consent::require_subject;
use crate::db::Db;
use crate::entity::call::{ActiveModel, Entity};
use crate::error::{Refusal, StoreError};
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;
use crate::{contact_point, event};

impl From<CallFault> for Refusal {
    fn from(fault: CallFault) -> Self {
        Self::new(fault.code())
    }
}

/// A call as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCall {
    /// Its id.
    pub id: CallId,
    /// Whom.
    pub party: Option<PartyId>,
    /// Which number.
    pub point: Option<ContactPointId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What came of it.
    pub outcome: CallOutcome,
    /// When we learnt it.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub recorded_by: String,
}

/// Records a call.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`CallFault`], [`StoreError::NotFound`] when the party or
/// the number is not there.
pub async fn record(
    db: &Db,
    context: &Context,
    new: NewCall,
    idempotency: Option<&Idempotency>,
) -> Result<CallId, StoreError> {
    let new = new.checked(context.now).map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| {
        require_subject(&**txn, new.party, new.point).await?;
        let id: CallId = context.id();
        let row = ActiveModel {
            id: Set(id.0),
            party_id: Set(new.party.map(Into::into)),
            contact_point_id: Set(new.point.map(Into::into)),
            at: Set(new.at),
            outcome: Set(new.outcome.code().to_owned()),
            recorded_at: Set(context.now),
            recorded_by: Set(context.actor.to_string()),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::CallRecorded, "call", id)
            .with(json!({ "outcome": new.outcome, "contact_point": new.point }));
        let mut told = NewEvent { party: new.party, ..told };
        if let (None, Some(point)) = (new.party, new.point) {
            let sharers = contact_point::sharers(&**txn, &[point]).await?;
            told = contact_point::also_of_sharers(told, &sharers);
        }
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// One call.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get(db: &Db, id: CallId) -> Result<StoredCall, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "call" })?;
    Ok(StoredCall {
        id: row.id.into(),
        party: row.party_id.map(Into::into),
        point: row.contact_point_id.map(Into::into),
        at: row.at,
        outcome: row.outcome.parse().map_err(|why| unreadable("call.outcome", why))?,
        recorded_at: row.recorded_at,
        recorded_by: row.recorded_by,
    })
}
