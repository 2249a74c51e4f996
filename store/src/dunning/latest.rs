//! The order of runs: a day is confirmed once, and never after a later one (rules 4 and 5).

use chrono::NaiveDate;
use domain::company::THE_FIRM;
use domain::dunning::{DunningRefusal, RunState};
use domain::id::RunId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::db::Write;
use crate::entity::dunning_run::{Column, Entity};
use crate::error::{Refusal, StoreError};

/// Key of the lock by which confirmations wait for each other.
const LOCK: i64 = 0x7265_6c61_6973_0001;

impl From<DunningRefusal> for Refusal {
    fn from(refusal: DunningRefusal) -> Self {
        let named = Self::new(refusal.code());
        match refusal {
            DunningRefusal::OlderThanLatest { latest } => named.with("latest", latest),
            DunningRefusal::TooFarAhead { last } => named.with("last", last),
            _ => named,
        }
    }
}

impl From<DunningRefusal> for StoreError {
    fn from(refusal: DunningRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

/// Lets one confirmation, cancellation or proposal of a run act at a time.
pub(super) async fn lock(txn: &Write) -> Result<(), StoreError> {
    txn.alone(LOCK).await
}

/// The confirmed run of `day`, if there is one.
///
/// # Errors
/// [`StoreError::Refused`] when there is none and a later day is confirmed.
pub(super) async fn confirmed_on<C: ConnectionTrait>(
    conn: &C,
    day: NaiveDate,
) -> Result<Option<RunId>, StoreError> {
    let same = Entity::find()
        .filter(Column::CompanyId.eq(THE_FIRM.0))
        .filter(Column::State.eq(RunState::Confirmed.code()))
        .filter(Column::Day.gte(day));
    let run = same.clone().filter(Column::Day.eq(day)).one(conn).await?;
    if let Some(run) = run {
        return Ok(Some(run.id.into()));
    }
    match same.order_by_desc(Column::Day).limit(1).one(conn).await? {
        Some(later) => Err(DunningRefusal::OlderThanLatest { latest: later.day }.into()),
        None => Ok(None),
    }
}
