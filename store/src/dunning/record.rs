//! Runs and their steps as they are stored, for lists and single readings.

use chrono::{DateTime, NaiveDate, Utc};
use domain::dunning::RunState;
use domain::id::RunId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::db::Db;
use crate::entity::dunning_run::{Column, Entity, Model};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// Its id.
    pub id: RunId,
    /// The day it counts by and bears.
    pub day: NaiveDate,
    /// Where it stands.
    pub state: RunState,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// By whom.
    pub proposed_by: String,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub confirmed_by: Option<String>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// By whom.
    pub cancelled_by: Option<String>,
    /// Messages.
    pub messages: i32,
    /// Due lines in them.
    pub lines: i32,
    /// Overdue open lines in none of them.
    pub left_out: i32,
    /// The rate rows that were missing: `ecb_main 2027-01-01`.
    pub missing_rates: Vec<String>,
    /// Grows with each change.
    pub version: i32,
}

/// One run.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn run(db: &Db, id: RunId) -> Result<RunRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    record(row.ok_or(StoreError::NotFound { noun: "dunning_run" })?)
}

/// The run of a day that counts: the confirmed one, else the proposal, else none.
///
/// # Errors
/// When the database cannot be read.
pub async fn run_of_day(db: &Db, day: NaiveDate) -> Result<Option<RunRecord>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Day.eq(day))
        .filter(Column::State.ne(RunState::Cancelled.code()))
        .order_by_desc(Column::Id)
        .all(db.read())
        .await?;
    let confirmed = |row: &&Model| row.state == RunState::Confirmed.code();
    let found = rows.iter().find(confirmed).or_else(|| rows.first()).cloned();
    found.map(record).transpose()
}

/// A page of runs, in the order in which they were proposed.
///
/// # Errors
/// When the database cannot be read.
pub async fn runs(
    db: &Db,
    state: Option<RunState>,
    request: PageRequest,
) -> Result<Page<RunRecord>, StoreError> {
    let rows = Entity::find()
        .apply_if(state, |find, state| find.filter(Column::State.eq(state.code())))
        .apply_if(request.after, |find, after| find.filter(Column::Id.gt(after)))
        .order_by_asc(Column::Id)
        .limit(request.rows())
        .all(db.read())
        .await?;
    let rows = rows.into_iter().map(record).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, request, |row| row.id.0))
}

fn record(row: Model) -> Result<RunRecord, StoreError> {
    Ok(RunRecord {
        id: row.id.into(),
        day: row.day,
        state: row.state.parse().map_err(|why| unreadable("dunning_run.state", why))?,
        proposed_at: row.proposed_at,
        proposed_by: row.proposed_by,
        confirmed_at: row.confirmed_at,
        confirmed_by: row.confirmed_by,
        cancelled_at: row.cancelled_at,
        cancelled_by: row.cancelled_by,
        messages: row.messages,
        lines: row.lines,
        left_out: row.left_out,
        missing_rates: serde_json::from_value(row.missing_rates)
            .map_err(|why| unreadable("dunning_run.missing_rates", why))?,
        version: row.version,
    })
}
