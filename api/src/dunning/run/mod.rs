//! Runs of reminders: proposed, confirmed, cancelled, and how far their sending is.

pub(crate) mod cancel;
pub(crate) mod confirm;
pub(crate) mod get;
pub(crate) mod left_out;
pub(crate) mod list;
pub(crate) mod messages;
pub(crate) mod progress;
pub(crate) mod propose;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::dunning::RunState;
use domain::id::RunId;
use domain::message::MessageState;
use serde::Serialize;
use store::dunning::{LaterPayments, RunRecord, payments_after};
use store::{Db, StoreError};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::SignedIn;
use crate::input::RunStateCode;
use crate::money::MoneyView;
use crate::problem::Problem;

/// A run of reminders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningRun)]
pub(crate) struct RunView {
    /// Id.
    id: Uuid,
    /// The day it counts by, and that its reminders bear.
    day: NaiveDate,
    /// Where it stands.
    state: RunStateCode,
    /// When it was proposed.
    proposed_at: DateTime<Utc>,
    /// By whom: `user:<id>`, `cli:<name>`.
    proposed_by: String,
    /// When it was confirmed.
    confirmed_at: Option<DateTime<Utc>>,
    /// By whom.
    confirmed_by: Option<String>,
    /// When it was cancelled.
    cancelled_at: Option<DateTime<Utc>>,
    /// By whom.
    cancelled_by: Option<String>,
    /// Messages.
    messages: i32,
    /// Due lines in them.
    lines: i32,
    /// Overdue open lines in none of them.
    left_out: i32,
    /// The rate rows that were missing: penalties are reserved, not stated.
    missing_rates: Vec<String>,
    /// Grows with each change.
    version: i32,
}

/// A run, how far its sending is, and what was paid since its day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningRunDetail)]
pub(crate) struct RunDetailView {
    /// The run.
    run: RunView,
    /// How far its sending is.
    progress: ProgressView,
    /// Payments dated after the day of the run, which it does not count.
    later_payments: Vec<LaterPaymentsView>,
}

/// How far the sending of a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Progress, example = json!({
    "state": "running", "total": 3, "done": 2, "by_state": { "accepted": 2, "queued": 1 },
}))]
pub(crate) struct ProgressView {
    /// `waiting` (not confirmed), `running`, or `done`.
    state: &'static str,
    /// Messages written down.
    total: i64,
    /// Of these, how many nothing more is to be done for.
    done: i64,
    /// Messages by state.
    by_state: BTreeMap<&'static str, i64>,
}

/// Payments of one currency dated after the day of a run.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LaterPayments)]
pub(crate) struct LaterPaymentsView {
    /// How many.
    count: i64,
    /// Their sum.
    sum: MoneyView,
    /// The first of their days.
    first: NaiveDate,
    /// The last of their days.
    last: NaiveDate,
}

impl From<RunRecord> for RunView {
    fn from(run: RunRecord) -> Self {
        Self {
            id: run.id.0,
            day: run.day,
            state: RunStateCode(run.state),
            proposed_at: run.proposed_at,
            proposed_by: run.proposed_by,
            confirmed_at: run.confirmed_at,
            confirmed_by: run.confirmed_by,
            cancelled_at: run.cancelled_at,
            cancelled_by: run.cancelled_by,
            messages: run.messages,
            lines: run.lines,
            left_out: run.left_out,
            missing_rates: run.missing_rates,
            version: run.version,
        }
    }
}

impl From<LaterPayments> for LaterPaymentsView {
    fn from(later: LaterPayments) -> Self {
        let LaterPayments { count, sum, first, last } = later;
        Self { count, sum: sum.into(), first, last }
    }
}

/// The run with all that is told about it, and its version.
async fn detail(caller: &SignedIn, id: RunId) -> Result<(RunDetailView, i32), Problem> {
    let run = store::dunning::run(caller.db(), id).await?;
    let progress = progress(caller.db(), &run).await?;
    let today = caller.day_or_today(None).await?;
    let later = match run.day < today {
        true => payments_after(caller.db(), run.day, 0).await?.0,
        false => Vec::new(),
    };
    let version = run.version;
    let later_payments = later.into_iter().map(Into::into).collect();
    Ok((RunDetailView { run: run.into(), progress, later_payments }, version))
}

/// Does what may take longer than a request: it goes on when the caller is gone, or was told to come
/// back, and who asks again with the same key is answered by what came of it.
async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, Problem> {
    Ok(tokio::spawn(work).await.map_err(Problem::internal)??)
}

async fn progress(db: &Db, run: &RunRecord) -> Result<ProgressView, Problem> {
    let counts = store::message::counts_of_batch(db.read(), run.id.0).await?;
    let under_way = |state: &MessageState| {
        matches!(state, MessageState::Queued | MessageState::Claimed | MessageState::Deferred)
    };
    let total: i64 = counts.values().sum();
    let left: i64 = counts.iter().filter(|(state, _)| under_way(state)).map(|(_, n)| n).sum();
    let state = match run.state {
        RunState::Proposed => "waiting",
        _ if left > 0 => "running",
        _ => "done",
    };
    let by_state = counts.into_iter().filter(|(_, count)| *count > 0);
    let by_state = by_state.map(|(state, count)| (state.code(), count)).collect();
    Ok(ProgressView { state, total, done: total - left, by_state })
}
