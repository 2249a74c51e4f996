//! Contact points of themselves: whether one works.

pub(crate) mod get;
pub(crate) mod invalidate;
pub(crate) mod validate;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::contact_point::ContactPointRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::ContactKindCode;

/// A contact point, which several customers and people may share.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SharedContactPoint)]
pub(crate) struct SharedContactPointView {
    /// Id.
    id: Uuid,
    /// Kind.
    kind: ContactKindCode,
    /// Address; number in international form; or account on a social network, `network:handle`.
    value: String,
    /// When it was verified.
    verified_at: Option<DateTime<Utc>>,
    /// Since when it is known not to work.
    invalid_since: Option<DateTime<Utc>>,
    /// Why: `refused` by a server; or as a person said, `reported` when nobody said more.
    invalid_reason: Option<String>,
}

impl From<ContactPointRecord> for SharedContactPointView {
    fn from(record: ContactPointRecord) -> Self {
        Self {
            id: record.id.0,
            kind: ContactKindCode(record.value.kind()),
            value: record.value.as_str().to_owned(),
            verified_at: record.verified_at,
            invalid_since: record.invalid_since,
            invalid_reason: record.invalid_reason,
        }
    }
}
