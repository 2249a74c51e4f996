//! Consents: append-only records of what people decided about being contacted.

mod import;
mod list;
mod record;
mod whose;

#[cfg(test)]
pub(crate) mod tests;

use domain::consent::{ConsentFault, ConsentRecord};
use domain::id::{ContactPointId, PartyId};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::entity::{consent, contact_point, party};
use crate::error::{Refusal, StoreError};
use crate::sql::unreadable;

pub use import::{ImportRow, TakenIn, import, weigh};
pub use list::{ConsentFilter, StoredConsent, get, list};
pub(crate) use record::record_row_in;
pub use record::{record, record_in};
pub(crate) use whose::{holds, require_own};

impl From<ConsentFault> for Refusal {
    fn from(fault: ConsentFault) -> Self {
        Self::new(fault.code())
    }
}

/// The party and the address that are named are there.
pub(crate) async fn require_subject<C: ConnectionTrait>(
    conn: &C,
    party: Option<PartyId>,
    point: Option<ContactPointId>,
) -> Result<(), StoreError> {
    if let Some(id) = party {
        let known = party::Entity::find_by_id(id.0).one(conn).await?;
        known.ok_or(StoreError::NotFound { noun: "party" })?;
    }
    if let Some(id) = point {
        let known = contact_point::Entity::find_by_id(id.0).one(conn).await?;
        known.ok_or(StoreError::NotFound { noun: "contact_point" })?;
    }
    Ok(())
}

/// A row as the rule reads it.
pub(crate) fn of_row(row: &consent::Model) -> Result<ConsentRecord, StoreError> {
    let channel = row.channel.as_deref().map(str::parse).transpose();
    Ok(ConsentRecord {
        id: row.id.into(),
        party: row.party_id.map(Into::into),
        voice: None,
        point: row.contact_point_id.map(Into::into),
        purpose: row.purpose_id.map(Into::into),
        channel: channel.map_err(|why| unreadable("consent.channel", why))?,
        decision: row.decision.parse().map_err(|why| unreadable("consent.decision", why))?,
        effective_at: row.effective_at,
        recorded_at: row.recorded_at,
    })
}
