//! Suppressions: whom nobody writes to, by keyed fingerprints that outlive an erasure.
//!
//! Nothing marks an address when it is made, typed or imported: it is recognised by its fingerprint each
//! time somebody asks whether it may be written to, so that no way of making one can forget.

mod fingerprint;
mod refused;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::ContactValue;
use domain::event::{EventKind, NewEvent};
use domain::id::{ImportId, PurposeId, SuppressionId};
use domain::suppression::{Suppression, SuppressionReason};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::db::Db;
use crate::entity::purpose;
use crate::entity::suppression::{ActiveModel, Column, Entity, Model};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::{ROWS, unreadable};

pub use fingerprint::{Fingerprint, Fingerprints};
pub(crate) use refused::suppress_refused;

const NO_SUPPRESSION: StoreError = StoreError::NotFound { noun: "suppression" };

/// An address to suppress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuppression {
    /// The address; only its fingerprint is kept.
    pub value: ContactValue,
    /// Why.
    pub reason: SuppressionReason,
    /// For which purpose; all when absent.
    pub purpose: Option<PurposeId>,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// Whether it was said anew: then it counts from now, though it stands already, and a yes that was
    /// given in between does not take it back.
    pub anew: bool,
}

/// A suppression as it is stored: of whom, nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressionRecord {
    /// What the rule reads.
    pub suppression: Suppression,
    /// `email`, `phone` or `social`.
    pub kind: String,
    /// By whom it was recorded.
    pub recorded_by: String,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
}

/// Suppresses an address; one that is suppressed so already answers its suppression.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such purpose.
pub async fn suppress(
    db: &Db,
    context: &Context,
    new: NewSuppression,
    idempotency: Option<&Idempotency>,
) -> Result<SuppressionId, StoreError> {
    let fingerprints = db.fingerprints()?;
    idempotency::once(db, context, idempotency, async |txn| {
        if let Some(purpose) = new.purpose {
            let known = purpose::Entity::find_by_id(purpose.0).one(&**txn).await?;
            known.ok_or(StoreError::NotFound { noun: "purpose" })?;
        }
        let made = suppress_in(&**txn, context, fingerprints, std::slice::from_ref(&new)).await?;
        made.into_iter().next().ok_or(NO_SUPPRESSION)
    })
    .await
}

/// [`suppress`] for many, within a transaction: a bounded number of statements for a thousand. The
/// answers are in their order.
///
/// # Errors
/// When the database cannot be written.
pub async fn suppress_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    fingerprints: &Fingerprints,
    many: &[NewSuppression],
) -> Result<Vec<SuppressionId>, StoreError> {
    suppress_since(conn, context, fingerprints, many, context.now).await
}

/// [`suppress_in`] of what counts from an earlier instant on: a yes that was given since takes it back.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn suppress_since<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    fingerprints: &Fingerprints,
    many: &[NewSuppression],
    at: DateTime<Utc>,
) -> Result<Vec<SuppressionId>, StoreError> {
    let mut answers = Vec::with_capacity(many.len());
    for many in many.chunks(ROWS) {
        let marks: Vec<_> = many.iter().map(|new| fingerprints.of_value(&new.value)).collect();
        let mut known = standing(conn, &marks).await?;
        let (mut rows, mut told) = (Vec::new(), Vec::new());
        for (new, mark) in many.iter().zip(&marks) {
            let of_mark = known.entry(mark.clone()).or_default();
            let same = of_mark.iter().find(|one| {
                one.reason == new.reason && one.purpose == new.purpose && !(new.anew && one.at < at)
            });
            if let Some(same) = same {
                answers.push(same.id);
                continue;
            }
            let id: SuppressionId = context.id();
            let NewSuppression { reason, purpose, .. } = *new;
            of_mark.push(Suppression { id, reason, purpose, at });
            rows.push(row(context, id, mark, new, at));
            told.push(
                NewEvent::new(EventKind::AddressSuppressed, "suppression", id)
                    .with(json!({ "reason": reason, "purpose": purpose, "import": new.import })),
            );
            answers.push(id);
        }
        if !rows.is_empty() {
            Entity::insert_many(rows).exec_without_returning(conn).await?;
            event::record(conn, context, told).await?;
        }
    }
    Ok(answers)
}

fn row(
    context: &Context,
    id: SuppressionId,
    mark: &Fingerprint,
    new: &NewSuppression,
    at: DateTime<Utc>,
) -> ActiveModel {
    ActiveModel {
        id: Set(id.0),
        kind: Set(new.value.kind().code().to_owned()),
        fingerprint: Set(mark.as_str().to_owned()),
        reason: Set(new.reason.code().to_owned()),
        purpose_id: Set(new.purpose.map(Into::into)),
        recorded_at: Set(at),
        recorded_by: Set(context.actor.to_string()),
        import_id: Set(new.import.map(Into::into)),
        lifted_at: Set(None),
        lifted_by: Set(None),
    }
}

/// Lifts a suppression: the address turned out to be right, or the person wants to be written to.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id that stands.
pub async fn lift(
    db: &Db,
    context: &Context,
    id: SuppressionId,
    idempotency: Option<&Idempotency>,
) -> Result<SuppressionId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let lifted = Entity::update_many()
            .col_expr(Column::LiftedAt, Expr::value(context.now))
            .col_expr(Column::LiftedBy, Expr::value(context.actor.to_string()))
            .filter(Column::Id.eq(id.0))
            .filter(Column::LiftedAt.is_null())
            .exec(&**txn)
            .await?;
        if lifted.rows_affected == 0 {
            return Err(NO_SUPPRESSION);
        }
        let told = NewEvent::new(EventKind::SuppressionLifted, "suppression", id);
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// One suppression.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn get(db: &Db, id: SuppressionId) -> Result<SuppressionRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?.ok_or(NO_SUPPRESSION)?;
    Ok(SuppressionRecord {
        suppression: read(&row)?,
        kind: row.kind,
        recorded_by: row.recorded_by,
        lifted_at: row.lifted_at,
    })
}

/// The suppressions that stand of each of these addresses: what a person who types one, or an import
/// that brings a thousand, is to be told.
///
/// # Errors
/// When the database cannot be read.
pub async fn caught<C: ConnectionTrait>(
    conn: &C,
    fingerprints: &Fingerprints,
    values: &[ContactValue],
) -> Result<Vec<Vec<Suppression>>, StoreError> {
    let marks: Vec<_> = values.iter().map(|value| fingerprints.of_value(value)).collect();
    let found = standing(conn, &marks).await?;
    Ok(marks.iter().map(|mark| found.get(mark).cloned().unwrap_or_default()).collect())
}

/// The suppressions that stand, by fingerprint: one statement for a thousand.
pub(crate) async fn standing<C: ConnectionTrait>(
    conn: &C,
    marks: &[Fingerprint],
) -> Result<HashMap<Fingerprint, Vec<Suppression>>, StoreError> {
    let mut found: HashMap<Fingerprint, Vec<Suppression>> = HashMap::new();
    for marks in marks.chunks(ROWS) {
        let these = Condition::all()
            .add(Column::Fingerprint.is_in(marks.iter().map(Fingerprint::as_str)))
            .add(Column::LiftedAt.is_null());
        for row in Entity::find().filter(these).all(conn).await? {
            let suppression = read(&row)?;
            found.entry(Fingerprint::stored(row.fingerprint)).or_default().push(suppression);
        }
    }
    for of_mark in found.values_mut() {
        of_mark.sort_unstable_by_key(|one| (one.at, one.id));
        of_mark.dedup_by_key(|one| one.id);
    }
    Ok(found)
}

fn read(row: &Model) -> Result<Suppression, StoreError> {
    Ok(Suppression {
        id: row.id.into(),
        reason: row.reason.parse().map_err(|why| unreadable("suppression.reason", why))?,
        purpose: row.purpose_id.map(Into::into),
        at: row.recorded_at,
    })
}
