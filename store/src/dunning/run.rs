//! A run proposed and confirmed: one transaction each, in pages of a thousand customers.
//!
//! A proposal is stored for somebody to look at; it claims nothing. A confirmation computes the
//! day again from the ledger as it is now, freezes the lines and claims them in the transaction
//! that queues the messages. Confirming a confirmed day answers the stored run and queues nothing.

use chrono::NaiveDate;
use domain::company::THE_FIRM;
use domain::context::Context;
use domain::dunning::{RunState, not_too_far_ahead};
use domain::event::{EventKind, NewEvent};
use domain::id::RunId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::freeze::{Freezer, Tally};
use super::proposer::{CUSTOMERS, Proposer};
use super::{erase, latest};
use crate::db::{Db, Write};
use crate::entity::dunning_run::{self as run, ActiveModel, Column, Entity};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::count_anew;

/// What a confirmation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The confirmed run.
    pub run: RunId,
    /// Whether it had been confirmed before: nothing was queued this time.
    pub again: bool,
}

/// Stores what a run of `day` would do, for somebody to look at, in place of an earlier proposal
/// of that day. When the day is confirmed, answers the confirmed run.
///
/// # Errors
/// [`StoreError::Refused`] when a later day is confirmed, or the day is more than a month ahead.
pub async fn propose_run(
    db: &Db,
    context: &Context,
    day: NaiveDate,
    idempotency: Option<&Idempotency>,
) -> Result<RunId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        latest::lock(txn).await?;
        if let Some(run) = latest::confirmed_on(&**txn, day).await? {
            return Ok(run);
        }
        near(txn, context, day).await?;
        supersede(txn, context, day).await?;
        let id = begin(txn, context, day).await?;
        write(txn, context, id, day, RunState::Proposed, 1).await?;
        let told = NewEvent::new(EventKind::DunningRunProposed, "dunning_run", id)
            .with(json!({ "day": day }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// Confirms a proposal whose version is `expected_version`.
///
/// # Errors
/// [`StoreError::Stale`] when its version is another, [`StoreError::Refused`] when it is
/// cancelled or a later day is confirmed, [`StoreError::NotFound`].
pub async fn confirm(
    db: &Db,
    context: &Context,
    id: RunId,
    expected_version: i32,
    idempotency: Option<&Idempotency>,
) -> Result<Confirmation, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        latest::lock(txn).await?;
        let stored = find(txn, id).await?;
        if state(&stored)? == RunState::Confirmed {
            return Ok(Confirmation { run: id, again: true });
        }
        state(&stored)?.confirm()?;
        if stored.version != expected_version {
            return Err(StoreError::Stale);
        }
        if let Some(run) = latest::confirmed_on(&**txn, stored.day).await? {
            return Ok(Confirmation { run, again: true });
        }
        erase::rows_of(txn, id).await?;
        freeze(txn, context, id, stored.day, stored.version.saturating_add(1)).await?;
        Ok(Confirmation { run: id, again: false })
    })
    .await
}

/// Confirms the run of a day, proposed before or not.
///
/// # Errors
/// [`StoreError::Refused`] when a later day is confirmed, or the day is more than a month ahead.
pub async fn confirm_day(
    db: &Db,
    context: &Context,
    day: NaiveDate,
) -> Result<Confirmation, StoreError> {
    let txn = db.begin().await?;
    latest::lock(&txn).await?;
    if let Some(run) = latest::confirmed_on(&*txn, day).await? {
        return Ok(Confirmation { run, again: true });
    }
    near(&txn, context, day).await?;
    supersede(&txn, context, day).await?;
    let run = begin(&txn, context, day).await?;
    freeze(&txn, context, run, day, 1).await?;
    txn.commit().await?;
    Ok(Confirmation { run, again: false })
}

/// Refuses a day that is too far ahead.
async fn near(txn: &Write, context: &Context, day: NaiveDate) -> Result<(), StoreError> {
    let clock = crate::company::read(&**txn).await?.unwrap_or_default().0.time_zone;
    Ok(not_too_far_ahead(day, context.today(clock))?)
}

async fn begin(txn: &Write, context: &Context, day: NaiveDate) -> Result<RunId, StoreError> {
    let id: RunId = context.id();
    let row = ActiveModel {
        id: Set(id.0),
        company_id: Set(THE_FIRM.0),
        day: Set(day),
        state: Set(RunState::Proposed.code().to_owned()),
        proposed_at: Set(context.now),
        proposed_by: Set(context.actor.to_string()),
        messages: Set(0),
        lines: Set(0),
        left_out: Set(0),
        missing_rates: Set(json!([])),
        version: Set(1),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&**txn).await?;
    Ok(id)
}

async fn freeze(
    txn: &Write,
    context: &Context,
    id: RunId,
    day: NaiveDate,
    version: i32,
) -> Result<(), StoreError> {
    let tally = write(txn, context, id, day, RunState::Confirmed, version).await?;
    let told = NewEvent::new(EventKind::DunningRunConfirmed, "dunning_run", id).with(json!({
        "day": day,
        "messages": tally.messages,
        "lines": tally.lines,
        "left_out": tally.left_out,
    }));
    event::record(&**txn, context, vec![told]).await?;
    let tables = ["message", "dunning_notice", "dunning_notice_line", "dunning_claim"];
    count_anew(&**txn, u64::try_from(tally.messages).unwrap_or(0), &tables).await
}

/// Computes the day and writes all its pages, then the sums on the run.
async fn write(
    txn: &Write,
    context: &Context,
    id: RunId,
    day: NaiveDate,
    state: RunState,
    version: i32,
) -> Result<Tally, StoreError> {
    let proposer = Proposer::new(&**txn, txn.fingerprints()?, day).await?;
    let confirmed = state == RunState::Confirmed;
    let freezer = Freezer { context, run: id, proposer: &proposer, confirmed };
    let mut tally = Tally::default();
    let mut after = Some(String::new());
    while let Some(key) = after {
        let page = proposer.page(&**txn, &key, CUSTOMERS).await?;
        after = page.next;
        freezer.write(txn, page.customers, &mut tally).await?;
    }
    let missing: Vec<String> = tally.missing.iter().map(ToString::to_string).collect();
    let mut row = ActiveModel {
        state: Set(state.code().to_owned()),
        messages: Set(tally.messages),
        lines: Set(tally.lines),
        left_out: Set(tally.left_out),
        missing_rates: Set(json!(missing)),
        version: Set(version),
        ..Default::default()
    };
    if confirmed {
        row.confirmed_at = Set(Some(context.now));
        row.confirmed_by = Set(Some(context.actor.to_string()));
    }
    Entity::update_many().set(row).filter(Column::Id.eq(id.0)).exec(&**txn).await?;
    Ok(tally)
}

/// Gives up the proposals of a day: a newer one takes their place.
async fn supersede(txn: &Write, context: &Context, day: NaiveDate) -> Result<(), StoreError> {
    let former = Entity::find()
        .filter(Column::CompanyId.eq(THE_FIRM.0))
        .filter(Column::Day.eq(day))
        .filter(Column::State.eq(RunState::Proposed.code()))
        .all(&**txn)
        .await?;
    for former in former {
        give_up(txn, context, &former).await?;
    }
    Ok(())
}

/// Cancels a proposal and lets its rows go.
pub(super) async fn give_up(
    txn: &Write,
    context: &Context,
    proposal: &run::Model,
) -> Result<(), StoreError> {
    erase::rows_of(txn, proposal.id.into()).await?;
    mark_cancelled(txn, context, proposal).await
}

/// Marks a run as cancelled.
pub(super) async fn mark_cancelled(
    txn: &Write,
    context: &Context,
    stored: &run::Model,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        state: Set(RunState::Cancelled.code().to_owned()),
        cancelled_at: Set(Some(context.now)),
        cancelled_by: Set(Some(context.actor.to_string())),
        version: Set(stored.version.saturating_add(1)),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(stored.id)).exec(&**txn).await?;
    Ok(())
}

pub(super) async fn find(txn: &Write, id: RunId) -> Result<run::Model, StoreError> {
    Entity::find_by_id(id.0).one(&**txn).await?.ok_or(StoreError::NotFound { noun: "dunning_run" })
}

pub(super) fn state(stored: &run::Model) -> Result<RunState, StoreError> {
    stored.state.parse().map_err(|why| crate::sql::unreadable("dunning_run.state", why))
}
