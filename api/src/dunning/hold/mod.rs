//! Holds: what keeps a due line, a part of it or all of a customer's out of the reminders.

pub(crate) mod get;
pub(crate) mod lift;
pub(crate) mod list;
pub(crate) mod place;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::dunning::HoldRecord;
use utoipa::ToSchema;
use uuid::Uuid;

/// A hold.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningHold)]
pub(crate) struct HoldView {
    /// Id.
    id: Uuid,
    /// Whose line.
    customer: Uuid,
    /// Which line; `null`: all of the customer's.
    due_line: Option<Uuid>,
    /// Minor units in the currency of the line; `null`: the whole line.
    amount: Option<i64>,
    /// Why.
    reason: String,
    /// Its first day.
    from_on: NaiveDate,
    /// Its last day.
    until_on: Option<NaiveDate>,
    /// When it was placed.
    recorded_at: DateTime<Utc>,
    /// By whom.
    recorded_by: String,
    /// When it was lifted.
    lifted_at: Option<DateTime<Utc>>,
    /// By whom.
    lifted_by: Option<String>,
}

impl From<HoldRecord> for HoldView {
    fn from(hold: HoldRecord) -> Self {
        Self {
            id: hold.id.0,
            customer: hold.customer.0,
            due_line: hold.due_line.map(|line| line.0),
            amount: hold.amount,
            reason: hold.reason,
            from_on: hold.from_on,
            until_on: hold.until_on,
            recorded_at: hold.recorded_at,
            recorded_by: hold.recorded_by,
            lifted_at: hold.lifted_at,
            lifted_by: hold.lifted_by,
        }
    }
}
