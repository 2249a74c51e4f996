//! Holds: placed with a reason and an end, lifted by a person, never deleted.

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::dunning::{DunningRefusal, NewHold};
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, DueLineId, HoldId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde_json::json;

use crate::db::Db;
use crate::entity::dunning_hold::{ActiveModel, Column, Entity, Model};
use crate::entity::{customer, due_line};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};

/// A hold as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldRecord {
    /// Its id.
    pub id: HoldId,
    /// Whose line.
    pub customer: CustomerId,
    /// Which line; all of the customer's when absent.
    pub due_line: Option<DueLineId>,
    /// Minor units; the whole line when absent.
    pub amount: Option<i64>,
    /// Why.
    pub reason: String,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Its last day.
    pub until_on: Option<NaiveDate>,
    /// When it was placed.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub recorded_by: String,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
    /// By whom.
    pub lifted_by: Option<String>,
}

/// Places a hold.
///
/// # Errors
/// [`StoreError::Refused`] when a rule forbids it, [`StoreError::NotFound`] when there is no such
/// customer or due line.
pub async fn place(
    db: &Db,
    context: &Context,
    new: NewHold,
    idempotency: Option<&Idempotency>,
) -> Result<HoldId, StoreError> {
    let new = new.checked()?;
    idempotency::once(db, context, idempotency, async |txn| {
        let owner = customer::Entity::find_by_id(new.customer.0)
            .one(&**txn)
            .await?
            .ok_or(StoreError::NotFound { noun: "customer" })?;
        if let Some(line) = new.due_line {
            let line = due_line::Entity::find_by_id(line.0)
                .one(&**txn)
                .await?
                .ok_or(StoreError::NotFound { noun: "due_line" })?;
            if line.customer_id != new.customer.0 {
                return Err(DunningRefusal::HoldOfAnotherCustomer.into());
            }
        }
        let id: HoldId = context.id();
        let row = ActiveModel {
            id: Set(id.0),
            customer_id: Set(new.customer.0),
            due_line_id: Set(new.due_line.map(Into::into)),
            amount: Set(new.amount),
            reason: Set(new.reason.clone()),
            from_on: Set(new.from_on),
            until_on: Set(Some(new.until_on)),
            recorded_at: Set(context.now),
            recorded_by: Set(context.actor.to_string()),
            lifted_at: Set(None),
            lifted_by: Set(None),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::DunningHoldPlaced, "dunning_hold", id)
            .of_customer(new.customer)
            .of_party(owner.party_id.into())
            .with(json!({
                "due_line": new.due_line,
                "amount": new.amount,
                "from": new.from_on,
                "until": new.until_on,
            }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// Lifts a hold: from today on it no longer counts.
///
/// # Errors
/// [`StoreError::Refused`] when it is lifted already, [`StoreError::NotFound`].
pub async fn lift(
    db: &Db,
    context: &Context,
    id: HoldId,
    idempotency: Option<&Idempotency>,
) -> Result<HoldId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let hold = Entity::find_by_id(id.0)
            .one(&**txn)
            .await?
            .ok_or(StoreError::NotFound { noun: "dunning_hold" })?;
        let lifted = Entity::update_many()
            .col_expr(Column::LiftedAt, Expr::value(context.now))
            .col_expr(Column::LiftedBy, Expr::value(context.actor.to_string()))
            .filter(Column::Id.eq(id.0))
            .filter(Column::LiftedAt.is_null())
            .exec(&**txn)
            .await?;
        if lifted.rows_affected == 0 {
            return Err(DunningRefusal::HoldLifted.into());
        }
        let told = NewEvent::new(EventKind::DunningHoldLifted, "dunning_hold", id)
            .of_customer(hold.customer_id.into());
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// A page of holds, of one customer or of all, in the order in which they were placed.
///
/// # Errors
/// When the database cannot be read.
pub async fn holds(
    db: &Db,
    customer: Option<CustomerId>,
    request: PageRequest,
) -> Result<Page<HoldRecord>, StoreError> {
    let rows = Entity::find()
        .apply_if(customer, |find, customer| find.filter(Column::CustomerId.eq(customer.0)))
        .apply_if(request.after, |find, after| find.filter(Column::Id.gt(after)))
        .order_by_asc(Column::Id)
        .limit(request.rows())
        .all(db.read())
        .await?;
    Ok(Page::cut(rows, request, |row| row.id).map(record))
}

/// One hold.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn hold(db: &Db, id: HoldId) -> Result<HoldRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    row.map(record).ok_or(StoreError::NotFound { noun: "dunning_hold" })
}

fn record(row: Model) -> HoldRecord {
    HoldRecord {
        id: row.id.into(),
        customer: row.customer_id.into(),
        due_line: row.due_line_id.map(Into::into),
        amount: row.amount,
        reason: row.reason,
        from_on: row.from_on,
        until_on: row.until_on,
        recorded_at: row.recorded_at,
        recorded_by: row.recorded_by,
        lifted_at: row.lifted_at,
        lifted_by: row.lifted_by,
    }
}
