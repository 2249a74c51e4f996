//! Rows of the ledger: appended in bulk, read back while they stand.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::id::{AllocationId, CustomerId, DueLineId};
use domain::payment::Origin;
use sea_orm::{ActiveValue::Set, ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::SourceId;
use crate::entity::allocation;
use crate::error::StoreError;
use crate::many::insert_all;
use crate::sql::{ROWS, locks_rows, on, unreadable};

/// A row to append.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRow {
    pub(crate) customer: CustomerId,
    pub(crate) source: SourceId,
    pub(crate) due_line: DueLineId,
    pub(crate) amount: i64,
    pub(crate) effective_on: NaiveDate,
    pub(crate) origin: Origin,
    pub(crate) reverses: Option<AllocationId>,
}

/// An allocation that nothing has reversed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LiveRow {
    pub(crate) id: AllocationId,
    pub(crate) customer: CustomerId,
    pub(crate) due_line: DueLineId,
    pub(crate) amount: i64,
    pub(crate) effective_on: NaiveDate,
    pub(crate) origin: Origin,
}

/// Appends rows in their order.
pub(crate) async fn insert<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    rows: &[NewRow],
) -> Result<(), StoreError> {
    let actor = context.actor.to_string();
    let rows = rows.iter().map(|row| allocation::ActiveModel {
        id: Set(context.id()),
        customer_id: Set(row.customer.0),
        payment_id: Set(row.source.payment()),
        credit_note_id: Set(row.source.credit_note()),
        due_line_id: Set(row.due_line.0),
        amount: Set(row.amount),
        effective_on: Set(row.effective_on),
        recorded_at: Set(context.now),
        reverses: Set(row.reverses.map(|id| id.0)),
        origin: Set(row.origin.code().to_owned()),
        actor: Set(actor.clone()),
    });
    insert_all(conn, rows.collect()).await
}

/// The row that takes `row` back from `day` on, or from its own day when that is later.
pub(crate) fn reversal(source: SourceId, row: &LiveRow, day: NaiveDate) -> NewRow {
    NewRow {
        customer: row.customer,
        source,
        due_line: row.due_line,
        amount: row.amount,
        effective_on: day.max(row.effective_on),
        origin: row.origin,
        reverses: Some(row.id),
    }
}

/// The allocations of a source that stand, oldest first.
pub(crate) async fn live_rows<C: ConnectionTrait>(
    conn: &C,
    source: SourceId,
) -> Result<Vec<LiveRow>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        customer_id: Uuid,
        due_line_id: Uuid,
        amount: i64,
        effective_on: NaiveDate,
        origin: String,
    }
    let (payment, credit_note) = (source.payment(), source.credit_note());
    let statement = raw_sql!(
        Postgres,
        r#"SELECT id, customer_id, due_line_id, amount, effective_on, origin
           FROM allocation
           WHERE (payment_id = {payment} OR credit_note_id = {credit_note})
             AND reverses IS NULL
             AND NOT EXISTS (SELECT 1 FROM allocation AS back WHERE back.reverses = allocation.id)
           ORDER BY id"#
    );
    let rows = Row::find_by_statement(on(conn, statement)).all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(LiveRow {
                id: row.id.into(),
                customer: row.customer_id.into(),
                due_line: row.due_line_id.into(),
                amount: row.amount,
                effective_on: row.effective_on,
                origin: row.origin.parse().map_err(|why| unreadable("allocation.origin", why))?,
            })
        })
        .collect()
}

/// Locks the customers against other writers of their ledger until the transaction ends, always in
/// the order of their ids, so that two writers never wait for each other.
///
/// # Errors
/// [`StoreError::NotFound`] when one of them is not there or was deleted: nothing new is posted
/// for it.
pub(crate) async fn lock_customers<C: ConnectionTrait>(
    conn: &C,
    customers: &HashSet<CustomerId>,
) -> Result<(), StoreError> {
    let mut ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
    ids.sort_unstable();
    for ids in ids.chunks(ROWS) {
        let found = lock(conn, ids).await?;
        if found.len() != ids.len() || found.iter().any(|row| row.deleted_at.is_some()) {
            return Err(StoreError::NotFound { noun: "customer" });
        }
    }
    Ok(())
}

/// Locks one customer, deleted or not: what was posted for it can still bounce or be corrected.
pub(crate) async fn lock_customer<C: ConnectionTrait>(
    conn: &C,
    customer: CustomerId,
) -> Result<(), StoreError> {
    lock(conn, &[customer.0]).await.map(drop)
}

#[derive(FromQueryResult)]
struct Locked {
    deleted_at: Option<DateTime<Utc>>,
}

async fn lock<C: ConnectionTrait>(conn: &C, ids: &[Uuid]) -> Result<Vec<Locked>, StoreError> {
    let mut statement =
        raw_sql!(Postgres, r#"SELECT deleted_at FROM customer WHERE id IN ({..ids}) ORDER BY id"#);
    if locks_rows(conn) {
        statement.sql.push_str(" FOR NO KEY UPDATE");
    }
    Ok(Locked::find_by_statement(on(conn, statement)).all(conn).await?)
}
