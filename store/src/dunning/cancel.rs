//! A run given up: what has left stays sent, what has not never leaves, and its claims are free
//! again.

use domain::context::Context;
use domain::dunning::{Review, RunState};
use domain::event::{EventKind, NewEvent};
use domain::id::RunId;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{latest, run};
use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::sql::on;
use crate::{event, message};

/// What a cancellation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// Messages that were queued or deferred, or waited for a review, and never leave.
    pub stopped: u64,
    /// Letters and calls that were handed out: a person posts or discards each.
    #[serde(default)]
    pub handed_out: u64,
}

/// What has not come to an end of a run.
#[derive(FromQueryResult)]
struct Left {
    stoppable: i64,
    handed_out: i64,
}

/// Cancels a run: a proposal, or a confirmed run of which something has not left yet. With an
/// expected version it must be the one that is stored.
///
/// # Errors
/// [`StoreError::Refused`] when it is cancelled already or nothing is left to cancel,
/// [`StoreError::Stale`], [`StoreError::NotFound`].
pub async fn cancel(
    db: &Db,
    context: &Context,
    id: RunId,
    expected_version: Option<i32>,
    idempotency: Option<&Idempotency>,
) -> Result<Cancellation, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        latest::lock(txn).await?;
        let stored = run::find(txn, id).await?;
        let before = run::state(&stored)?;
        let left = left_to_cancel(txn, id).await?;
        let stoppable = u64::try_from(left.stoppable).unwrap_or(0);
        let handed_out = u64::try_from(left.handed_out).unwrap_or(0);
        before.cancel(stoppable + handed_out)?;
        if expected_version.is_some_and(|version| version != stored.version) {
            return Err(StoreError::Stale);
        }
        let stopped = if before == RunState::Proposed {
            run::give_up(txn, context, &stored).await?;
            0
        } else {
            message::cancel_batch(txn, context, id.0).await?;
            release(txn, id).await?;
            run::mark_cancelled(txn, context, &stored).await?;
            stoppable
        };
        let told = NewEvent::new(EventKind::DunningRunCancelled, "dunning_run", id)
            .with(json!({ "day": stored.day, "stopped": stopped }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(Cancellation { stopped, handed_out })
    })
    .await
}

/// How many notices of a run have not left (queued or deferred, or waiting for a review), and how
/// many are in the hands of a person.
async fn left_to_cancel(txn: &Write, id: RunId) -> Result<Left, StoreError> {
    let (id, awaiting) = (id.0, Review::Awaiting.code());
    let statement = raw_sql!(
        Postgres,
        r#"select (select count(*) from message
                   where batch_id = {id} and state in ('queued', 'deferred'))
                + (select count(*) from dunning_notice
                   where run_id = {id} and review = {awaiting}) as stoppable,
                  (select count(*) from message
                   where batch_id = {id} and state = 'handed_out') as handed_out"#
    );
    let left = Left::find_by_statement(on(&**txn, statement)).one(&**txn).await?;
    Ok(left.unwrap_or(Left { stoppable: 0, handed_out: 0 }))
}

/// Frees the claims of the notices that never leave: what is on its way keeps its claim.
async fn release(txn: &Write, id: RunId) -> Result<(), StoreError> {
    let (id, awaiting) = (id.0, Review::Awaiting.code());
    let statement = raw_sql!(
        Postgres,
        r#"update dunning_claim set state = 'released'
           where state = 'open' and notice_id in (
               select n.id from dunning_notice n
               left join message m on m.purpose_kind = 'dunning_notice' and m.purpose_id = n.id
               where n.run_id = {id} and (n.review = {awaiting} or m.state = 'skipped'))"#
    );
    txn.execute_raw(on(&**txn, statement)).await?;
    Ok(())
}
