//! Restrictions of processing (GDPR 18) of a party: a customer's or a person's.

pub(crate) mod get;
pub(crate) mod lift;
pub(crate) mod restrict;

use chrono::{DateTime, Utc};
use domain::id::PartyId;
use serde::Serialize;
use store::Db;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// Whether the processing of a party's data is restricted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Restriction)]
pub(crate) struct RestrictionView {
    /// The party: that of a customer, or a person.
    party: Uuid,
    /// Since when; `null`: it is not.
    restricted_at: Option<DateTime<Utc>>,
}

impl RestrictionView {
    async fn of(db: &Db, party: PartyId) -> Result<Self, Problem> {
        let restricted_at = store::restriction::since(db, party).await?;
        Ok(Self { party: party.0, restricted_at })
    }
}
