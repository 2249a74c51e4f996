//! Merges of customers, of people and of establishments: what was merged, and undoing it.

pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod undo;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::merge::MergeRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{MergeKindCode, MergeStateCode};

/// A merge of two customers, or of two people or two establishments of customers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Merge)]
pub(crate) struct MergeView {
    /// Id.
    id: Uuid,
    /// What was merged.
    kind: MergeKindCode,
    /// The customer that stayed; of people and of establishments, the customer of the one that stayed.
    survivor: Uuid,
    /// Its party; of people and of establishments, the one that stayed.
    survivor_party: Uuid,
    /// The customer that was merged into it, its reference leads to the survivor; of people and of establishments,
    /// the customer of the one that was merged.
    other: Uuid,
    /// Its party; of people and of establishments, the one that was merged, its id leads to the survivor.
    other_party: Uuid,
    /// Whose part was chosen, by field.
    choices: BTreeMap<&'static str, &'static str>,
    /// Whether it still holds.
    state: MergeStateCode,
    /// When it was done.
    merged_at: DateTime<Utc>,
    /// By whom: `user:<id>`, `cli:<name>`.
    merged_by: String,
    /// When it was undone.
    undone_at: Option<DateTime<Utc>>,
    /// By whom.
    undone_by: Option<String>,
}

impl From<MergeRecord> for MergeView {
    fn from(merge: MergeRecord) -> Self {
        let choices = merge.choices.into_iter();
        Self {
            id: merge.id.0,
            kind: MergeKindCode(merge.kind),
            survivor: merge.survivor.0,
            survivor_party: merge.survivor_party.0,
            other: merge.other.0,
            other_party: merge.other_party.0,
            choices: choices.map(|(field, choice)| (field, choice.code())).collect(),
            state: MergeStateCode(merge.state),
            merged_at: merge.merged_at,
            merged_by: merge.merged_by,
            undone_at: merge.undone_at,
            undone_by: merge.undone_by,
        }
    }
}
