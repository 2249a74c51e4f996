//! What a no leaves behind: the addresses that it is about are suppressed for its purpose, so that the no
//! is known when one of them comes again, under whatever name.

use domain::consent::{ConsentRecord, silences};
use domain::context::Context;
use domain::id::{ContactPointId, PartyId};
use domain::purpose::Purpose;
use domain::suppression::SuppressionReason;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::{NewSuppression, suppress_since};
use crate::contactability::History;
use crate::db::Write;
use crate::error::StoreError;
use crate::sql::on;
use crate::{contact_point, purpose};

/// Suppresses the address that a no names, or else each of its party's own, as far as the rule says. An
/// address that somebody else reads too, and that the no does not name, is left to the record of the no.
pub(crate) async fn suppress_refused(
    txn: &Write,
    context: &Context,
    no: &ConsentRecord,
) -> Result<(), StoreError> {
    let conn = &**txn;
    let parties: Vec<PartyId> = no.party.into_iter().collect();
    let survivors = History::read(conn, &parties, &[]).await?;
    let no = ConsentRecord { party: no.party.map(|party| survivors.survivor(party)), ..*no };
    let points = match (no.point, no.party) {
        (Some(point), _) => vec![point],
        (None, Some(party)) => own_points(conn, party).await?,
        (None, None) => Vec::new(),
    };
    let history = History::read(conn, &parties, &points).await?;
    let purposes = purpose::list(conn).await?.into_iter().map(|record| record.purpose);
    let purposes: Vec<Purpose> = purposes.collect();
    let mut refused = Vec::new();
    for (point, value) in contact_point::values(conn, &points).await? {
        let (_, others) = history.of(no.party, Some(point));
        let silenced = silences(&no, &others, (point, value.kind()), &purposes);
        refused.extend(silenced.into_iter().map(|purpose| NewSuppression {
            value: value.clone(),
            reason: SuppressionReason::Objection,
            purpose,
            import: None,
            anew: true,
        }));
    }
    suppress_since(conn, context, txn.fingerprints()?, &refused, no.effective_at).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Own {
    id: Uuid,
}

/// The contact points at which nobody but the party is reached.
async fn own_points<C: ConnectionTrait>(
    conn: &C,
    party: PartyId,
) -> Result<Vec<ContactPointId>, StoreError> {
    let party = party.0;
    let statement = raw_sql!(
        Postgres,
        r#"SELECT DISTINCT l.contact_point_id AS id FROM party_contact_point l
           WHERE l.party_id = {party} AND NOT EXISTS (
             SELECT 1 FROM party_contact_point o CROSS JOIN party q
             LEFT JOIN party up ON up.id = q.parent_id
             WHERE o.contact_point_id = l.contact_point_id AND o.party_id <> l.party_id
               AND q.id = o.party_id AND q.deleted_at IS NULL AND up.deleted_at IS NULL)"#
    );
    let own = Own::find_by_statement(on(conn, statement)).all(conn).await?;
    Ok(own.into_iter().map(|row| row.id.into()).collect())
}
