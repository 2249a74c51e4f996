//! Duplicates: pairs of parties that may be one, and the search that finds them.

pub(crate) mod begin;
pub(crate) mod dismiss;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod progress;
pub(crate) mod search;

use chrono::{DateTime, Utc};
use domain::duplicate::Likeness;
use serde::Serialize;
use store::duplicate::{PairParty, PairRecord, SearchRecord};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{DuplicateReasonCode, DuplicateStateCode, LikenessCode, SearchStateCode};

/// Two parties that may be one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Duplicate)]
pub(crate) struct PairView {
    /// Id.
    id: Uuid,
    /// The two, the older one first.
    parties: Vec<PairPartyView>,
    /// How sure it is, from 0 to 100.
    score: i32,
    /// The same in a word.
    likeness: Option<LikenessCode>,
    /// Why.
    reasons: Vec<DuplicateReasonCode>,
    /// What became of it.
    state: DuplicateStateCode,
    /// When it was first found.
    found_at: DateTime<Utc>,
    /// When a person decided.
    decided_at: Option<DateTime<Utc>>,
    /// Who.
    decided_by: Option<String>,
}

/// One of a pair.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DuplicateParty)]
pub(crate) struct PairPartyView {
    /// The party.
    party: Uuid,
    /// Its name.
    name: String,
    /// Its customer; `null` when it is none.
    customer: Option<Uuid>,
    /// The reference of the customer.
    reference: Option<String>,
}

/// A search of the whole file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DuplicateSearch)]
pub(crate) struct SearchView {
    /// Id.
    id: Uuid,
    /// What it is doing.
    state: SearchStateCode,
    /// Parties read, then parts of the file compared.
    done: u64,
    /// Of how many.
    total: u64,
    /// Open pairs, once it is done.
    found: u64,
    /// When it began.
    begun_at: DateTime<Utc>,
    /// Who asked.
    begun_by: String,
    /// When it ended.
    ended_at: Option<DateTime<Utc>>,
}

impl From<PairParty> for PairPartyView {
    fn from(party: PairParty) -> Self {
        let (customer, reference) = party.customer.map(|(id, text)| (id.0, text)).unzip();
        Self { party: party.party.0, name: party.name, customer, reference }
    }
}

impl From<PairRecord> for PairView {
    fn from(pair: PairRecord) -> Self {
        Self {
            id: pair.id.0,
            parties: pair.parties.into_iter().map(Into::into).collect(),
            score: pair.score,
            likeness: Likeness::of(pair.score).map(LikenessCode),
            reasons: pair.reasons.into_iter().map(DuplicateReasonCode).collect(),
            state: DuplicateStateCode(pair.state),
            found_at: pair.found_at,
            decided_at: pair.decided_at,
            decided_by: pair.decided_by,
        }
    }
}

impl From<SearchRecord> for SearchView {
    fn from(search: SearchRecord) -> Self {
        Self {
            id: search.id.0,
            state: SearchStateCode(search.state),
            done: search.done,
            total: search.total,
            found: search.found,
            begun_at: search.begun_at,
            begun_by: search.begun_by,
            ended_at: search.ended_at,
        }
    }
}
