//! Calls: each one counts.

pub(crate) mod get;
pub(crate) mod record;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::call::StoredCall;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::CallOutcomeCode;

/// A call.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Call)]
pub(crate) struct CallView {
    /// Id.
    id: Uuid,
    /// Whom.
    party: Option<Uuid>,
    /// Which number.
    contact_point: Option<Uuid>,
    /// When.
    at: DateTime<Utc>,
    /// What came of it.
    outcome: CallOutcomeCode,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
    /// By whom.
    recorded_by: String,
}

impl From<StoredCall> for CallView {
    fn from(call: StoredCall) -> Self {
        Self {
            id: call.id.0,
            party: call.party.map(|party| party.0),
            contact_point: call.point.map(|point| point.0),
            at: call.at,
            outcome: CallOutcomeCode(call.outcome),
            recorded_at: call.recorded_at,
            recorded_by: call.recorded_by,
        }
    }
}
