//! Postal addresses of themselves: whether one works, which a letter that comes back or a person says, and
//! whose timelines are told of it.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::InvalidReason;
use domain::event::{EventKind, NewEvent};
use domain::id::{AddressId, PartyId};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use crate::customer::record::stored_address;
use crate::customer::{self, StoredAddress};
use crate::db::{Db, Write};
use crate::entity::address::{Column, Entity};
use crate::entity::party;
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::party::{customers_of, told_to};
use crate::sql::locks_rows;

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
        let reason = reason.code();
        if let Some(party) = mark(txn, id, Some((context.now, reason))).await? {
            let told = NewEvent::new(EventKind::AddressInvalidated, "address", id)
                .with(json!({ "reason": reason }));
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
        if let Some(party) = mark(txn, id, None).await? {
            let told = NewEvent::new(EventKind::AddressValidated, "address", id);
            tell(&**txn, context, party, told).await?;
        }
        Ok(id)
    })
    .await
}

/// Marks an address, and whichever of the party's is the same place under another role; answers whose it is
/// when that changed anything. Whoever edits the party waits, so that no mark is lost.
async fn mark(
    txn: &Write,
    id: AddressId,
    invalid: Option<(DateTime<Utc>, &'static str)>,
) -> Result<Option<PartyId>, StoreError> {
    let conn = &**txn;
    let party = party_of(conn, id).await?;
    customer::lock(conn, &customers_of(conn, Some(root(conn, party).await?)).await?).await?;
    if locks_rows(conn) {
        party::Entity::find_by_id(party.0).lock(LockType::NoKeyUpdate).one(conn).await?;
    }
    let rows = Entity::find().filter(Column::PartyId.eq(party.0)).all(conn).await?;
    let stored = rows.into_iter().map(stored_address).collect::<Result<Vec<_>, _>>()?;
    let named = stored.iter().find(|address| address.id == id).ok_or(NO_ADDRESS)?;
    let place = stored.iter().filter(|address| address.address.place == named.address.place);
    let same: Vec<_> = place.map(|address| address.id.0).collect();
    let (since, reason) = invalid.unzip();
    let differs = match invalid {
        Some(_) => Column::InvalidSince.is_null(),
        None => Column::InvalidSince.is_not_null(),
    };
    let marked = Entity::update_many()
        .col_expr(Column::InvalidSince, Expr::value(since))
        .col_expr(Column::InvalidReason, Expr::value(reason))
        .filter(Column::Id.is_in(same))
        .filter(differs)
        .exec(conn)
        .await?;
    Ok((marked.rows_affected > 0).then_some(party))
}

async fn party_of<C: ConnectionTrait>(conn: &C, id: AddressId) -> Result<PartyId, StoreError> {
    let row = Entity::find_by_id(id.0).one(conn).await?;
    row.map(|row| row.party_id.into()).ok_or(NO_ADDRESS)
}

/// The party of the customer behind a party.
async fn root<C: ConnectionTrait>(conn: &C, party: PartyId) -> Result<Uuid, StoreError> {
    let row = party::Entity::find_by_id(party.0).one(conn).await?;
    Ok(row.and_then(|row| row.parent_id).unwrap_or(party.0))
}

/// Tells the customers whose address, or whose establishment's, it is.
async fn tell<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    party: PartyId,
    told: NewEvent,
) -> Result<(), StoreError> {
    let customers = customers_of(conn, Some(root(conn, party).await?)).await?;
    event::record(conn, context, vec![told_to(told.of_party(party), &customers)]).await
}

#[cfg(test)]
mod tests;
