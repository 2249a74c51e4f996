//! Suppressions: addresses that are not written to, of which only a fingerprint is kept.

pub(crate) mod get;
pub(crate) mod lift;
pub(crate) mod suppress;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::PurposeId;
use serde::Serialize;
use store::suppression::SuppressionRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::SuppressionReasonCode;

/// A suppression. It does not tell whose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suppression)]
pub(crate) struct SuppressionView {
    /// Id.
    id: Uuid,
    /// `email`, `phone` or `social`.
    kind: String,
    /// Why.
    reason: SuppressionReasonCode,
    /// Code of the purpose; `null`: all.
    purpose: Option<String>,
    /// Since when.
    recorded_at: DateTime<Utc>,
    /// By whom.
    recorded_by: String,
    /// When it was lifted.
    lifted_at: Option<DateTime<Utc>>,
}

impl SuppressionView {
    fn of(record: SuppressionRecord, purposes: &HashMap<PurposeId, String>) -> Self {
        let one = record.suppression;
        Self {
            id: one.id.0,
            kind: record.kind,
            reason: SuppressionReasonCode(one.reason),
            purpose: one.purpose.and_then(|purpose| purposes.get(&purpose).cloned()),
            recorded_at: one.at,
            recorded_by: record.recorded_by,
            lifted_at: record.lifted_at,
        }
    }
}
