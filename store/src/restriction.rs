//! Restrictions of processing (GDPR 18): set for a ground, lifted when it is over. Every sender asks
//! whether one stands by [`crate::contactability`].

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, PartyId};
use domain::restriction::RestrictionGround;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::db::{Db, Write};
use crate::entity::{customer, party};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};

const NO_PARTY: StoreError = StoreError::NotFound { noun: "party" };

/// Since when the processing of a party's data is restricted; none when it is not.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such party, or it was deleted.
pub async fn since(db: &Db, id: PartyId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = party::Entity::find_by_id(id.0)
        .filter(party::Column::DeletedAt.is_null())
        .one(db.read())
        .await?;
    Ok(row.ok_or(NO_PARTY)?.restricted_at)
}

/// Restricts the processing of a party's data; one that is restricted already stays so since its day.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such party, or it was deleted.
pub async fn restrict(
    db: &Db,
    context: &Context,
    id: PartyId,
    ground: RestrictionGround,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        if mark(txn, context, id, Some(context.now)).await? {
            let told = json!({ "ground": ground, "article": ground.article() });
            tell(txn, context, EventKind::PartyRestricted, id, told).await?;
        }
        Ok(id)
    })
    .await
}

/// Lifts the restriction of a party, who is to be told before (GDPR 18(3)); without one nothing changes.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such party, or it was deleted.
pub async fn lift(
    db: &Db,
    context: &Context,
    id: PartyId,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        if mark(txn, context, id, None).await? {
            tell(txn, context, EventKind::RestrictionLifted, id, json!({})).await?;
        }
        Ok(id)
    })
    .await
}

/// Marks a party, and answers whether that changed anything.
async fn mark(
    txn: &Write,
    context: &Context,
    id: PartyId,
    since: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let there = || {
        party::Entity::update_many()
            .filter(party::Column::Id.eq(id.0))
            .filter(party::Column::DeletedAt.is_null())
    };
    let differs = match since {
        Some(_) => party::Column::RestrictedAt.is_null(),
        None => party::Column::RestrictedAt.is_not_null(),
    };
    let marked = there()
        .filter(differs)
        .col_expr(party::Column::RestrictedAt, Expr::value(since))
        .col_expr(party::Column::Version, Expr::col(party::Column::Version).add(1))
        .col_expr(party::Column::UpdatedAt, Expr::value(context.now))
        .exec(&**txn)
        .await?;
    if marked.rows_affected == 0 {
        let row = party::Entity::find_by_id(id.0).one(&**txn).await?;
        return row.filter(|row| row.deleted_at.is_none()).map(|_| false).ok_or(NO_PARTY);
    }
    customer::Entity::update_many()
        .filter(customer::Column::PartyId.eq(id.0))
        .col_expr(customer::Column::Version, Expr::col(customer::Column::Version).add(1))
        .col_expr(customer::Column::UpdatedAt, Expr::value(context.now))
        .exec(&**txn)
        .await?;
    Ok(true)
}

/// Tells the party, and the customers that it is.
async fn tell(
    txn: &Write,
    context: &Context,
    kind: EventKind,
    id: PartyId,
    data: serde_json::Value,
) -> Result<(), StoreError> {
    let customers = customer::Entity::find()
        .filter(customer::Column::PartyId.eq(id.0))
        .order_by_asc(customer::Column::Id)
        .all(&**txn)
        .await?;
    let told = NewEvent::new(kind, "party", id).of_party(id).with(data);
    let told = match customers.split_first() {
        None => told,
        Some((first, others)) => others
            .iter()
            .fold(told.of_customer(CustomerId(first.id)), |told, other| told.also_of(other.id)),
    };
    event::record(&**txn, context, vec![told]).await
}

#[cfg(test)]
mod tests {
    use domain::contactability::{ContactChannel, Reason};

    use super::*;
    use crate::both_engines;
    use crate::contactability::tests::customer;
    use crate::contactability::{self, Ask, Via};
    use crate::page::PageRequest;
    use crate::testing::context;
    use crate::timeline;

    both_engines! {
        async fn nobody_is_written_to_while_a_restriction_stands(db: Db) {
            let context = context();
            let (id, party, point) = customer(&db, &context, "anne", "consumer").await;
            let reminder = domain::purpose::Purpose::debt_reminder();
            let ask = Ask { party: Some(party), via: Via::Point(point), channel: ContactChannel::Email };
            let reason = async || {
                let marks = db.fingerprints().unwrap();
                let answers = contactability::of(db.read(), marks, &[ask], &reminder, context.now).await;
                answers.unwrap()[0].reason
            };
            assert_eq!(reason().await, Reason::NotMarketing);
            let ground = RestrictionGround::AccuracyContested;
            for _ in 0..2 {
                restrict(&db, &context, party, ground, None).await.unwrap();
            }
            assert_eq!(reason().await, Reason::PartyRestricted);
            assert_eq!(since(&db, party).await.unwrap(), Some(context.now));
            let record = crate::customer::get(db.read(), id).await.unwrap();
            assert_eq!((record.version, record.restricted_at), (2, Some(context.now)));
            for _ in 0..2 {
                lift(&db, &context, party, None).await.unwrap();
            }
            assert_eq!(reason().await, Reason::NotMarketing);
            let all = timeline::TimelineFilter::default();
            let told = timeline::of_customer(&db, id, &all, PageRequest::first(9)).await.unwrap().items;
            let told: Vec<_> = told.iter().map(|entry| entry.kind).collect();
            assert_eq!(told, [
                EventKind::RestrictionLifted, EventKind::PartyRestricted, EventKind::CustomerCreated,
            ]);
            let nobody = restrict(&db, &context, context.id(), ground, None).await;
            assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
        }
    }
}
