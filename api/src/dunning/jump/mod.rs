//! Jumps: a person moves a due line up its ladder, for a reason.

pub(crate) mod list;
pub(crate) mod make;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::dunning::JumpRecord;
use utoipa::ToSchema;
use uuid::Uuid;

/// A jump.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningJump)]
pub(crate) struct JumpView {
    /// Id.
    id: Uuid,
    /// Which line.
    due_line: Uuid,
    /// Whose line.
    customer: Uuid,
    /// The level at which it stands since, as if it had been reminded.
    to_level: u8,
    /// Why.
    reason: String,
    /// The day from which it stands there.
    effective_on: NaiveDate,
    /// When it was decided.
    recorded_at: DateTime<Utc>,
    /// By whom.
    recorded_by: String,
}

impl From<JumpRecord> for JumpView {
    fn from(jump: JumpRecord) -> Self {
        Self {
            id: jump.id,
            due_line: jump.due_line.0,
            customer: jump.customer.0,
            to_level: jump.to_level,
            reason: jump.reason,
            effective_on: jump.effective_on,
            recorded_at: jump.recorded_at,
            recorded_by: jump.recorded_by,
        }
    }
}
