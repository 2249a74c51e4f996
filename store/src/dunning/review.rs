//! A person's look at a notice: approved, its message is queued; refused, its lines are free again
//! and may be proposed by the next run.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::dunning::{DunningRefusal, Review, RunState, departure};
use domain::event::{EventKind, NewEvent};
use domain::id::{NoticeId, RunId};
use domain::message::Channel;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::freeze::LEGAL_GROUND;
use super::reach;
use super::run::{find, state};
use crate::db::{Db, Write};
use crate::entity::{dunning_claim as claim, dunning_notice as notice};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::message::{self, NewMessage, Purpose};
use crate::sql::unreadable;

/// Lets a notice leave: its message is queued.
///
/// # Errors
/// [`StoreError::Refused`] when it does not wait for a review or its run is not confirmed,
/// [`StoreError::NotFound`].
pub async fn approve(
    db: &Db,
    context: &Context,
    id: NoticeId,
    idempotency: Option<&Idempotency>,
) -> Result<NoticeId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let row = decide(txn, context, id, Review::Approved).await?;
        let not_before = leaves(txn, context, &row).await?;
        message::queue(&**txn, context, vec![queued(row, not_before)?]).await?;
        Ok(id)
    })
    .await
}

/// Keeps a notice from leaving, for good, and frees its lines.
///
/// # Errors
/// As [`approve`].
pub async fn refuse(
    db: &Db,
    context: &Context,
    id: NoticeId,
    idempotency: Option<&Idempotency>,
) -> Result<NoticeId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        decide(txn, context, id, Review::Refused).await?;
        claim::Entity::update_many()
            .col_expr(claim::Column::State, Expr::value("released"))
            .filter(claim::Column::NoticeId.eq(id.0))
            .filter(claim::Column::State.eq("open"))
            .exec(&**txn)
            .await?;
        Ok(id)
    })
    .await
}

/// Writes the decision on a notice that waits for one, and answers the notice.
async fn decide(
    txn: &Write,
    context: &Context,
    id: NoticeId,
    review: Review,
) -> Result<notice::Model, StoreError> {
    let row = notice::Entity::find_by_id(id.0)
        .one(&**txn)
        .await?
        .ok_or(StoreError::NotFound { noun: "dunning_notice" })?;
    let run = find(txn, RunId(row.run_id)).await?;
    match state(&run)? {
        RunState::Confirmed => {}
        RunState::Proposed => return Err(DunningRefusal::RunNotConfirmed.into()),
        RunState::Cancelled => return Err(DunningRefusal::RunCancelled.into()),
    }
    // Two people may look at once: the row decides which of them was first.
    let decided = notice::Entity::update_many()
        .col_expr(notice::Column::Review, Expr::value(review.code()))
        .col_expr(notice::Column::ReviewedBy, Expr::value(context.actor.to_string()))
        .col_expr(notice::Column::ReviewedAt, Expr::value(context.now))
        .filter(notice::Column::Id.eq(id.0))
        .filter(notice::Column::Review.eq(Review::Awaiting.code()))
        .exec(&**txn)
        .await?;
    if decided.rows_affected == 0 {
        return Err(DunningRefusal::NotAwaitingReview.into());
    }
    let kind = match review {
        Review::Approved => EventKind::DunningNoticeApproved,
        _ => EventKind::DunningNoticeRefused,
    };
    let told = NewEvent::new(kind, "dunning_notice", id)
        .of_customer(row.customer_id.into())
        .of_party(row.party_id.into())
        .with(json!({ "run": row.run_id, "level": row.level }));
    event::record(&**txn, context, vec![told]).await?;
    Ok(row)
}

/// The instant before which an approved notice does not leave: that of its run, or the next working
/// day of the customer's when that is over (rule 12).
async fn leaves(
    txn: &Write,
    context: &Context,
    row: &notice::Model,
) -> Result<DateTime<Utc>, StoreError> {
    let firm = crate::company::read(&**txn).await?.unwrap_or_default().0;
    let zone = reach::zone(&**txn, row.party_id).await?.unwrap_or_else(|| firm.zone());
    let today = departure(context.today(firm.time_zone), zone, firm.time_zone);
    Ok(row.not_before.max(today))
}

fn queued(row: notice::Model, not_before: DateTime<Utc>) -> Result<NewMessage, StoreError> {
    let channel: Channel =
        row.channel.parse().map_err(|why| unreadable("dunning_notice.channel", why))?;
    let letter = channel == Channel::Letter;
    Ok(NewMessage {
        purpose: Purpose::DunningNotice(row.id.into()),
        batch: row.run_id,
        recipient_key: row.party_id.to_string(),
        channel,
        party: row.party_id.into(),
        contact_point: row.contact_point_id.map(Into::into),
        address: row.address_id.filter(|_| letter).map(Into::into),
        language: row.language.parse().map_err(|why| unreadable("dunning_notice.language", why))?,
        legal_ground: LEGAL_GROUND,
        not_before,
    })
}
