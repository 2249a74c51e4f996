//! Contact points of themselves: whether one works, which a server finds out or a person says, and whose
//! timelines are told of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::{ContactValue, EmailAddress, InvalidReason};
use domain::event::{EventKind, NewEvent};
use domain::id::ContactPointId;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, raw_sql,
};
use serde_json::json;
use uuid::Uuid;

use crate::db::Db;
use crate::entity::contact_point::{Column, Entity, Model};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::{ROWS, on};

const NO_CONTACT_POINT: StoreError = StoreError::NotFound { noun: "contact_point" };

/// Why it does not work when its value was erased.
pub(crate) const ERASED: &str = "erased";

/// A contact point as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPointRecord {
    /// Its id.
    pub id: ContactPointId,
    /// Its value.
    pub value: ContactValue,
    /// When it was verified.
    pub verified_at: Option<DateTime<Utc>>,
    /// Since when it is known not to work.
    pub invalid_since: Option<DateTime<Utc>>,
    /// Why: `refused` by a server, `erased`, or a code of [`InvalidReason`] when a person said it.
    pub invalid_reason: Option<String>,
}

/// One contact point.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or its value was erased.
pub async fn get(db: &Db, id: ContactPointId) -> Result<ContactPointRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?.ok_or(NO_CONTACT_POINT)?;
    Ok(ContactPointRecord {
        id,
        value: value(&row).ok_or(NO_CONTACT_POINT)?,
        verified_at: row.verified_at,
        invalid_since: row.invalid_since,
        invalid_reason: row.invalid_reason,
    })
}

/// The addresses at these contact points, in a fixed order.
pub(crate) async fn values<C: ConnectionTrait>(
    conn: &C,
    points: &[ContactPointId],
) -> Result<Vec<(ContactPointId, ContactValue)>, StoreError> {
    let mut values = Vec::with_capacity(points.len());
    for points in points.chunks(ROWS) {
        let of = Column::Id.is_in(points.iter().map(|point| point.0));
        let rows = Entity::find().filter(of).order_by_asc(Column::Id).all(conn).await?;
        values.extend(rows.iter().filter_map(|row| Some((row.id.into(), value(row)?))));
    }
    Ok(values)
}

/// The mailboxes among a page of contact points that are still there.
pub(crate) async fn mailboxes<C: ConnectionTrait>(
    conn: &C,
    points: &[Uuid],
) -> Result<HashMap<Uuid, EmailAddress>, StoreError> {
    let of = Column::Id.is_in(points.iter().copied());
    let rows = Entity::find().filter(of).all(conn).await?;
    let read = rows.iter().filter_map(|row| match value(row)? {
        ContactValue::Email(address) => Some((row.id, address)),
        ContactValue::Phone(_) | ContactValue::Social(_) => None,
    });
    Ok(read.collect())
}

fn value(row: &Model) -> Option<ContactValue> {
    ContactValue::stored(row.kind.parse().ok()?, &row.value).ok()
}

/// A person says that a contact point does not work, and why: nothing goes there until somebody says that
/// it does. One that is known not to work stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn invalidate(
    db: &Db,
    context: &Context,
    id: ContactPointId,
    reason: InvalidReason,
    idempotency: Option<&Idempotency>,
) -> Result<ContactPointId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        require(&**txn, id).await?;
        let marked = Entity::update_many()
            .col_expr(Column::InvalidSince, Expr::value(context.now))
            .col_expr(Column::InvalidReason, Expr::value(reason.code()))
            .filter(Column::Id.eq(id.0))
            .filter(Column::InvalidSince.is_null())
            .exec(&**txn)
            .await?;
        if marked.rows_affected > 0 {
            let told = json!({ "reason": reason.code() });
            tell(&**txn, context, EventKind::ContactPointInvalidated, id, told).await?;
        }
        Ok(id)
    })
    .await
}

/// A person says that a contact point works again. One that works stays as it is.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn validate(
    db: &Db,
    context: &Context,
    id: ContactPointId,
    idempotency: Option<&Idempotency>,
) -> Result<ContactPointId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        require(&**txn, id).await?;
        validate_in(&**txn, context, id).await?;
        Ok(id)
    })
    .await
}

/// [`validate`] within a transaction.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn validate_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: ContactPointId,
) -> Result<(), StoreError> {
    let cleared = Entity::update_many()
        .col_expr(Column::InvalidSince, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::InvalidReason, Expr::value(None::<String>))
        .filter(Column::Id.eq(id.0))
        .filter(Column::InvalidSince.is_not_null())
        .exec(conn)
        .await?;
    if cleared.rows_affected > 0 {
        tell(conn, context, EventKind::ContactPointValidated, id, json!({})).await?;
    }
    Ok(())
}

async fn require<C: ConnectionTrait>(conn: &C, id: ContactPointId) -> Result<(), StoreError> {
    // One whose value was erased is nobody's any more.
    let known = Entity::find_by_id(id.0).one(conn).await?;
    known.filter(|row| !row.value.is_empty()).map(|_| ()).ok_or(NO_CONTACT_POINT)
}

/// Tells the customers who share a contact point.
async fn tell<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    kind: EventKind,
    id: ContactPointId,
    data: serde_json::Value,
) -> Result<(), StoreError> {
    let told = NewEvent::new(kind, "contact_point", id).with(data);
    let told = also_of_sharers(told, &sharers(conn, &[id]).await?);
    event::record(conn, context, vec![told]).await
}

/// Whoever has a contact point, and the customer whose it is or who that person is of.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Sharer {
    pub(crate) point: Uuid,
    pub(crate) party: Uuid,
    pub(crate) customer: Uuid,
}

/// An event stands on the timelines of those who share a contact point, and of their customers.
pub(crate) fn also_of_sharers<'a>(
    told: NewEvent,
    sharers: impl IntoIterator<Item = &'a Sharer>,
) -> NewEvent {
    sharers.into_iter().fold(told, |told, of| told.also_of(of.customer).also_of(of.party))
}

/// Whoever has one of these contact points.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn sharers<C: ConnectionTrait>(
    conn: &C,
    points: &[ContactPointId],
) -> Result<Vec<Sharer>, StoreError> {
    if points.is_empty() {
        return Ok(Vec::new());
    }
    let points: Vec<Uuid> = points.iter().map(|point| point.0).collect();
    let statement = raw_sql!(
        Postgres,
        r#"SELECT r.contact_point_id AS point, q.id AS party, c.id AS customer
           FROM party_contact_point r CROSS JOIN party q CROSS JOIN customer c
           WHERE r.contact_point_id IN ({..points}) AND q.id = r.party_id
             AND c.party_id = COALESCE(q.parent_id, q.id)
           ORDER BY r.contact_point_id, c.id"#
    );
    Ok(Sharer::find_by_statement(on(conn, statement)).all(conn).await?)
}
