//! Cancelling what has not left of a batch, inside the transaction of who cancels.

use domain::context::Context;
use domain::id::NoticeId;
use sea_orm::Value;
use uuid::Uuid;

use super::change::{self, Change};
use super::row;
use super::statement::Others;
use crate::db::Write;
use crate::error::StoreError;
use crate::sql::ROWS;

/// Skips what is queued or deferred of `batch` as `cancelled`, and answers the notices concerned:
/// whoever cancels frees their claims. What a worker holds at this moment may still leave.
///
/// # Errors
/// When the database cannot be written.
pub async fn cancel_batch(
    txn: &Write,
    context: &Context,
    batch: Uuid,
) -> Result<Vec<NoticeId>, StoreError> {
    const WAITING: &str =
        "batch_id = $1 and state in ('queued', 'deferred') order by due_at, id limit $2";
    let page = i64::try_from(ROWS).unwrap_or(i64::MAX);
    let actor = context.actor.to_string();
    let mut cancelled = Vec::new();
    loop {
        let values: Vec<Value> = vec![batch.into(), page.into()];
        let rows = row::lock(&**txn, WAITING, values, Others::Wait).await?;
        if rows.is_empty() {
            return Ok(cancelled);
        }
        cancelled.extend(rows.iter().filter_map(|row| row.purpose.notice()));
        let changes = rows.into_iter().map(|row| (row, Change::Cancel)).collect();
        change::apply(&**txn, context, &actor, changes).await?;
    }
}
