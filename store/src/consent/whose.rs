//! Whose an address is, and whose it was: a decision of one person at the address of another proves nothing.

use domain::id::{ContactPointId, PartyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::entity::{consent, consent_request, message, party_contact_point};
use crate::error::StoreError;
use crate::merge::{kin, resolve_party};

/// Whether an address is the party's, or that of somebody who was merged into it.
pub(crate) async fn holds<C: ConnectionTrait>(
    conn: &C,
    party: PartyId,
    point: ContactPointId,
) -> Result<bool, StoreError> {
    linked(conn, &members(conn, party).await?, point).await
}

/// The address is the party's, or was: then the party decided something there, was asked there or was
/// written to there.
///
/// # Errors
/// [`StoreError::Refused`] when it never was (`consent_point_of_another`).
pub(crate) async fn require_own<C: ConnectionTrait>(
    conn: &C,
    party: PartyId,
    point: ContactPointId,
) -> Result<(), StoreError> {
    let members = members(conn, party).await?;
    if linked(conn, &members, point).await? || was_met_at(conn, &members, point).await? {
        return Ok(());
    }
    Err(StoreError::refused("consent_point_of_another"))
}

/// Whoever the party stands for: the survivor of its merges, and all that were merged into it.
async fn members<C: ConnectionTrait>(conn: &C, party: PartyId) -> Result<Vec<Uuid>, StoreError> {
    let survivor = resolve_party(conn, party).await?;
    Ok(kin(conn, survivor).await?.into_iter().map(|member| member.0).collect())
}

async fn linked<C: ConnectionTrait>(
    conn: &C,
    members: &[Uuid],
    point: ContactPointId,
) -> Result<bool, StoreError> {
    let link = party_contact_point::Entity::find()
        .filter(party_contact_point::Column::PartyId.is_in(members.iter().copied()))
        .filter(party_contact_point::Column::ContactPointId.eq(point.0))
        .one(conn)
        .await?;
    Ok(link.is_some())
}

async fn was_met_at<C: ConnectionTrait>(
    conn: &C,
    members: &[Uuid],
    point: ContactPointId,
) -> Result<bool, StoreError> {
    let decided = consent::Entity::find()
        .filter(consent::Column::PartyId.is_in(members.iter().copied()))
        .filter(consent::Column::ContactPointId.eq(point.0))
        .one(conn)
        .await?;
    if decided.is_some() {
        return Ok(true);
    }
    let asked = consent_request::Entity::find()
        .filter(consent_request::Column::PartyId.is_in(members.iter().copied()))
        .filter(consent_request::Column::ContactPointId.eq(point.0))
        .one(conn)
        .await?;
    if asked.is_some() {
        return Ok(true);
    }
    let written = message::Entity::find()
        .filter(message::Column::PartyId.is_in(members.iter().copied()))
        .filter(message::Column::ContactPointId.eq(point.0))
        .one(conn)
        .await?;
    Ok(written.is_some())
}
