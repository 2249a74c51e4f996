//! Segments: saved questions to the customer file, and who they find.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod export;
pub(crate) mod fields;
pub(crate) mod get;
mod gone;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod members;
pub(crate) mod preview;
pub(crate) mod put;
pub(crate) mod restore;
mod tree;

use chrono::{DateTime, Utc};
use domain::segment::SegmentName;
use serde::Serialize;
use serde_json::Value;
use store::segment::{Member, SegmentRecord};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::SignedIn;
use crate::input::{Reader, Scalar, Wrong, in_bodies};
use gone::MayBeGone;
use tree::TreeBody;

/// A saved segment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Segment)]
pub(crate) struct SegmentView {
    /// Id.
    id: Uuid,
    /// Name.
    name: String,
    /// Its tree of conditions.
    #[schema(value_type = Object)]
    tree: Value,
    /// The tree in words; what is wrong with it, when it asks of a field that the firm has no more.
    sentence: String,
    /// Grows with each change.
    version: i32,
    /// When it was saved first.
    created_at: DateTime<Utc>,
    /// By whom.
    created_by: String,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    /// By whom.
    updated_by: String,
}

impl SegmentView {
    /// The segment in the language of its reader.
    fn of(segment: SegmentRecord, caller: &SignedIn, reader: Reader) -> Self {
        Self {
            id: segment.id.0,
            sentence: sentence(&segment, caller, reader),
            tree: segment.conditions.json().clone(),
            name: segment.name,
            version: segment.version,
            created_at: segment.created_at,
            created_by: segment.created_by,
            updated_at: segment.updated_at,
            updated_by: segment.updated_by,
        }
    }
}

fn sentence(segment: &SegmentRecord, caller: &SignedIn, reader: Reader) -> String {
    let catalog = &caller.state().deps.catalog;
    match segment.conditions.tree() {
        Ok(tree) => catalog.segment(reader.0, tree),
        Err(gone) => catalog.refusal(reader.0, gone.code, &gone.params),
    }
}

/// A customer who is in a segment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentMember)]
pub(crate) struct MemberView {
    /// The customer.
    customer: Uuid,
    /// Its reference.
    reference: String,
    /// Its name.
    name: String,
}

impl From<Member> for MemberView {
    fn from(member: Member) -> Self {
        Self { customer: member.customer.0, reference: member.reference, name: member.name }
    }
}

input! {
    /// A segment, described whole.
    #[schema(as = NewSegment, example = json!({
        "name": "Lyon, en retard",
        "tree": { "and": [
            { "field": "place.department", "operator": "equals", "value": "69" },
            { "field": "invoice.overdue", "operator": "greater_than",
              "value": { "amount": 100000, "currency": "EUR" } },
        ] },
    }))]
    struct SegmentBody {
        /// Its name, which no other segment has, whatever the case and the accents.
        #[schema(value_type = String, min_length = 1, max_length = 120)]
        name: SegmentName,
        /// Its conditions.
        tree: TreeBody,
    }
}

impl Scalar for SegmentName {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let text = crate::input::Text::<120>::parse(text)?;
        text.0.parse().map_err(|_| Wrong::new("empty"))
    }
}

in_bodies!(SegmentName);
