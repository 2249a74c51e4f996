//! Erasures (GDPR 17) of a party: a customer's, with its people and establishments, or one person's.

pub(crate) mod erase;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::erasure::ErasureRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::ErasureKeptCode;

/// An erasure, and what is kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Erasure)]
pub(crate) struct ErasureView {
    /// The party: that of a customer, or a person.
    party: Uuid,
    /// When its data were erased first.
    erased_at: DateTime<Utc>,
    /// What is kept. `accounting`: of a customer and its establishments the names, the postal addresses and
    /// the numbers of the state, which accounting documents need (L123-22 C. com., GDPR 17(3)(b)).
    /// `nothing`: nothing that tells who it was. Invoices, payments, decisions about being contacted, calls
    /// and suppressions stay without the values that they named (GDPR 17(3)(b), (e)).
    kept: ErasureKeptCode,
    /// The last day on which the law asks for what is kept: erased again after it, nothing is; `null`:
    /// nothing is kept.
    until: Option<NaiveDate>,
}

impl From<ErasureRecord> for ErasureView {
    fn from(erasure: ErasureRecord) -> Self {
        Self {
            party: erasure.party.0,
            erased_at: erasure.erased_at,
            kept: ErasureKeptCode(erasure.kept),
            until: erasure.until,
        }
    }
}
