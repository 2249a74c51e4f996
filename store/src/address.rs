//! Postal addresses of themselves: whether one works, which a letter that comes back or a person says, and
//! whose timelines are told of it.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::InvalidReason;
use domain::event::{EventKind, NewEvent};
use domain::id::{AddressId, PartyId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::customer::StoredAddress;
use crate::customer::record::stored_address;
use crate::db::Db;
use crate::entity::address::{Column, Entity};
use crate::entity::party;
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::party::{customers_of, told_to};

const NO_ADDRESS: StoreError = StoreError::NotFound { noun: "address" };

/// One address of a customer or an establishment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get(db: &Db, id: AddressId) -> Result<StoredAddress, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    stored_address(row.ok_or(NO_ADDRESS)?)
}

/// A person says that an address does not work, and why: no letter goes there until somebody says that it
/// does. One that is known not to work stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn invalidate(
    db: &Db,
    context: &Context,
    id: AddressId,
    reason: InvalidReason,
    idempotency: Option<&Idempotency>,
) -> Result<AddressId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let party = party_of(&**txn, id).await?;
        let marked = Entity::update_many()
            .col_expr(Column::InvalidSince, Expr::value(context.now))
            .col_expr(Column::InvalidReason, Expr::value(reason.code()))
            .filter(Column::Id.eq(id.0))
            .filter(Column::InvalidSince.is_null())
            .exec(&**txn)
            .await?;
        if marked.rows_affected > 0 {
            let told = NewEvent::new(EventKind::AddressInvalidated, "address", id)
                .with(json!({ "reason": reason.code() }));
            tell(&**txn, context, party, told).await?;
        }
        Ok(id)
    })
    .await
}

/// A person says that an address works again. One that works stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn validate(
    db: &Db,
    context: &Context,
    id: AddressId,
    idempotency: Option<&Idempotency>,
) -> Result<AddressId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let party = party_of(&**txn, id).await?;
        let cleared = Entity::update_many()
            .col_expr(Column::InvalidSince, Expr::value(None::<DateTime<Utc>>))
            .col_expr(Column::InvalidReason, Expr::value(None::<String>))
            .filter(Column::Id.eq(id.0))
            .filter(Column::InvalidSince.is_not_null())
            .exec(&**txn)
            .await?;
        if cleared.rows_affected > 0 {
            let told = NewEvent::new(EventKind::AddressValidated, "address", id);
            tell(&**txn, context, party, told).await?;
        }
        Ok(id)
    })
    .await
}

async fn party_of<C: ConnectionTrait>(conn: &C, id: AddressId) -> Result<PartyId, StoreError> {
    let row = Entity::find_by_id(id.0).one(conn).await?;
    row.map(|row| row.party_id.into()).ok_or(NO_ADDRESS)
}

/// Tells the customers whose address, or whose establishment's, it is.
async fn tell<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    party: PartyId,
    told: NewEvent,
) -> Result<(), StoreError> {
    let row = party::Entity::find_by_id(party.0).one(conn).await?;
    let root = row.and_then(|row| row.parent_id).unwrap_or(party.0);
    let customers = customers_of(conn, Some(root)).await?;
    event::record(conn, context, vec![told_to(told.of_party(party), &customers)]).await
}

#[cfg(test)]
mod tests;
