//! A request that is asked twice is done once.
//!
//! The key is taken as the first thing of the transaction, the outcome is stored as the last: a second
//! request with the key waits for the first and then reads what came of it. Ids or a refusal are
//! stored, never a secret and nothing personal; what could not be decided (a stale version, a database
//! that failed) is not, so that it can be tried again.

mod outcome;

use chrono::{DateTime, TimeDelta, Utc};
use domain::context::Context;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, TryInsertResult};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::outcome::Outcome;
use crate::db::{Db, Write};
use crate::entity::idempotency;
use crate::error::StoreError;

/// How long an outcome is kept.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// The key was used with another body.
pub const OTHER_BODY: &str = "idempotency_key_reused";

/// What makes two requests the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// Who asks, as an actor.
    pub principal: String,
    /// What is asked: method and path.
    pub route: String,
    /// The caller's key.
    pub key: String,
    /// SHA-256 of the body, hexadecimal.
    pub digest: String,
}

/// Runs `act` in a write transaction and commits it; with an idempotency key, only the first time: after
/// that its stored outcome is answered. The outcome of `act` is ids, or a small struct of ids.
///
/// # Errors
/// Those of `act`, and a refusal when the key was used with another body.
pub async fn once<T>(
    db: &Db,
    context: &Context,
    idempotency: Option<&Idempotency>,
    act: impl AsyncFnOnce(&Write) -> Result<T, StoreError>,
) -> Result<T, StoreError>
where
    T: Serialize + DeserializeOwned,
{
    let txn = db.begin().await?;
    let Some(request) = idempotency else {
        let value = act(&txn).await?;
        txn.commit().await?;
        return Ok(value);
    };
    if !take(&txn, context, request).await? {
        return replay(&*txn, request).await;
    }
    match act(&txn).await {
        Ok(value) => {
            keep(&txn, request, &Outcome::done(&value)?).await?;
            txn.commit().await?;
            Ok(value)
        }
        Err(error) => {
            drop(txn);
            if let Some(outcome) = Outcome::refused(&error) {
                let txn = db.begin().await?;
                if take(&txn, context, request).await? {
                    keep(&txn, request, &outcome).await?;
                    txn.commit().await?;
                }
            }
            Err(error)
        }
    }
}

/// Forgets outcomes older than [`KEPT`]; the number of those forgotten.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_old(db: &Db, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let txn = db.begin().await?;
    let gone = idempotency::Entity::delete_many()
        .filter(idempotency::Column::CreatedAt.lt(now - KEPT))
        .exec(&*txn)
        .await?;
    txn.commit().await?;
    Ok(gone.rows_affected)
}

/// Takes the key; false when it is taken. On PostgreSQL this waits for a transaction that holds it.
async fn take(txn: &Write, context: &Context, request: &Idempotency) -> Result<bool, StoreError> {
    // A key that outlived its day is free again, whether or not somebody tidied up.
    idempotency::Entity::delete_many()
        .filter(of(request))
        .filter(idempotency::Column::CreatedAt.lt(context.now - KEPT))
        .exec(&**txn)
        .await?;
    let row = idempotency::ActiveModel {
        principal: Set(request.principal.clone()),
        route: Set(request.route.clone()),
        key: Set(request.key.clone()),
        body_digest: Set(request.digest.clone()),
        outcome: Set(None),
        status: Set(None),
        created_at: Set(context.now),
    };
    let taken = idempotency::Entity::insert(row)
        .on_conflict_do_nothing()
        .exec_without_returning(&**txn)
        .await?;
    Ok(matches!(taken, TryInsertResult::Inserted(1..)))
}

async fn keep(txn: &Write, request: &Idempotency, outcome: &Outcome) -> Result<(), StoreError> {
    let row = idempotency::ActiveModel {
        outcome: Set(Some(outcome.json()?)),
        status: Set(Some(outcome.status())),
        ..Default::default()
    };
    idempotency::Entity::update_many().set(row).filter(of(request)).exec(&**txn).await?;
    Ok(())
}

async fn replay<T: DeserializeOwned>(
    txn: &impl ConnectionTrait,
    request: &Idempotency,
) -> Result<T, StoreError> {
    let row = idempotency::Entity::find().filter(of(request)).one(txn).await?;
    let Some(row) = row else { return Err(StoreError::Stale) };
    if row.body_digest != request.digest {
        return Err(StoreError::refused(OTHER_BODY));
    }
    Outcome::stored(row.outcome)?.answer()
}

fn of(request: &Idempotency) -> Condition {
    Condition::all()
        .add(idempotency::Column::Principal.eq(&request.principal))
        .add(idempotency::Column::Route.eq(&request.route))
        .add(idempotency::Column::Key.eq(&request.key))
}

#[cfg(test)]
mod tests;
