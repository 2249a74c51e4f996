//! A payment that bounces: a fact of its own day. What it had settled is owed again from then on,
//! and the lines it reopens begin a new cycle of reminders.

use chrono::NaiveDate;
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{DueLineId, PaymentId};
use sea_orm::{ConnectionTrait, EntityTrait, raw_sql};
use serde_json::json;
use uuid::Uuid;

use crate::allocation::{SourceId, insert, live_rows, lock_customer, reversal, settle};
use crate::db::{Db, Write};
use crate::entity::payment;
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::{ROWS, on};

/// Records that a payment bounced on a day.
///
/// # Errors
/// [`StoreError::Refused`] with `already_bounced`, or `bounced_before_received` when the day lies
/// before the payment's; [`StoreError::NotFound`] when there is no such payment.
pub async fn bounce(
    db: &Db,
    context: &Context,
    payment: PaymentId,
    day: NaiveDate,
    idempotency: Option<&Idempotency>,
) -> Result<(), StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        bounce_in(txn, context, payment, day).await
    })
    .await
}

/// [`bounce`] within a transaction.
///
/// # Errors
/// As [`bounce`].
pub async fn bounce_in(
    txn: &Write,
    context: &Context,
    payment: PaymentId,
    day: NaiveDate,
) -> Result<(), StoreError> {
    let conn = &**txn;
    let stored = find(conn, payment).await?;
    lock_customer(conn, stored.customer_id.into()).await?;
    // Read again under the lock: somebody may have said so before.
    let stored = find(conn, payment).await?;
    if stored.bounced_on.is_some() {
        return Err(StoreError::refused("already_bounced"));
    }
    if day < stored.received_on {
        return Err(StoreError::refused("bounced_before_received"));
    }

    let source = SourceId::Payment(payment);
    let standing = live_rows(conn, source).await?;
    let reversals: Vec<_> = standing.iter().map(|row| reversal(source, row, day)).collect();
    let lines: Vec<DueLineId> = standing.iter().map(|row| row.due_line).collect();
    begin_cycle(conn, &lines).await?;
    insert(conn, context, &reversals).await?;
    settle(conn, &lines).await?;
    let (id, now) = (payment.0, context.now);
    let mark = raw_sql!(
        Postgres,
        r#"UPDATE payment SET bounced_on = {day}, bounced_at = {now} WHERE id = {id}"#
    );
    conn.execute_raw(on(conn, mark)).await?;
    let told = NewEvent::new(EventKind::PaymentBounced, "payment", payment)
        .of_customer(stored.customer_id.into())
        .with(json!({ "bounced_on": day, "amount": stored.amount, "lines": lines.len() }));
    event::record(conn, context, vec![told]).await
}

/// Opens a new cycle on the lines that were settled and are about to be open again. A line that
/// was only paid in part was never out of its ladder and goes on in it.
async fn begin_cycle<C: ConnectionTrait>(conn: &C, lines: &[DueLineId]) -> Result<(), StoreError> {
    for lines in lines.chunks(ROWS) {
        let ids: Vec<Uuid> = lines.iter().map(|line| line.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"UPDATE due_line SET cycle = cycle + 1
               WHERE settled_on IS NOT NULL AND id IN ({..ids})"#
        );
        conn.execute_raw(on(conn, statement)).await?;
    }
    Ok(())
}

async fn find<C: ConnectionTrait>(
    conn: &C,
    payment: PaymentId,
) -> Result<payment::Model, StoreError> {
    let found = payment::Entity::find_by_id(payment.0).one(conn).await?;
    found.ok_or(StoreError::NotFound { noun: "payment" })
}
