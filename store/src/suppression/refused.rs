//! What a no leaves behind: the addresses that it is about are suppressed for its purpose, so that the no
//! is known when one of them comes again, under whatever name.

use domain::consent::ConsentRecord;
use domain::context::Context;
use domain::id::{ContactPointId, PartyId};
use domain::suppression::SuppressionReason;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{NewSuppression, suppress_in};
use crate::contact_point;
use crate::contactability::History;
use crate::db::Write;
use crate::entity::party_contact_point;
use crate::error::StoreError;

/// Suppresses the address that a no names, or else each of its party's by its channel: where no yes was
/// given after it.
pub(crate) async fn suppress_refused(
    txn: &Write,
    context: &Context,
    no: &ConsentRecord,
) -> Result<(), StoreError> {
    let conn = &**txn;
    let parties: Vec<PartyId> = no.party.into_iter().collect();
    let points = match (no.point, no.party) {
        (Some(point), _) => vec![point],
        (None, Some(party)) => {
            let survivor = History::read(conn, &parties, &[]).await?.survivor(party);
            points_of(conn, survivor).await?
        }
        (None, None) => Vec::new(),
    };
    let history = History::read(conn, &parties, &points).await?;
    let stands = |point: &ContactPointId| no.stands_among(&history.of(no.party, Some(*point)).1);
    let points: Vec<_> = points.into_iter().filter(stands).collect();
    let refused: Vec<_> = contact_point::values(conn, &points)
        .await?
        .into_iter()
        .filter(|value| no.channel.is_none_or(|channel| channel.kind() == Some(value.kind())))
        .map(|value| NewSuppression {
            value,
            reason: SuppressionReason::Objection,
            purpose: no.purpose,
            import: None,
            anew: true,
        })
        .collect();
    suppress_in(conn, context, txn.fingerprints()?, &refused).await?;
    Ok(())
}

/// The contact points of a party, in the order in which they stand in its file.
async fn points_of<C: ConnectionTrait>(
    conn: &C,
    party: PartyId,
) -> Result<Vec<ContactPointId>, StoreError> {
    let links = party_contact_point::Entity::find()
        .filter(party_contact_point::Column::PartyId.eq(party.0))
        .order_by_asc(party_contact_point::Column::Position)
        .all(conn)
        .await?;
    let mut points: Vec<ContactPointId> = Vec::with_capacity(links.len());
    for link in links {
        let point = link.contact_point_id.into();
        if !points.contains(&point) {
            points.push(point);
        }
    }
    Ok(points)
}
