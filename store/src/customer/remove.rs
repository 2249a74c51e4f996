//! Customers removed as if they had never been there: what an import made, when it is undone. What
//! still refers to one of them stops it: the keys of the database see to that.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, ImportId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, raw_sql,
};
use serde_json::json;
use uuid::Uuid;

use super::desk;
use crate::entity::{address, customer, duplicate_pair, identifier, party_contact_point};
use crate::error::StoreError;
use crate::event;
use crate::many::keeping_plans;
use crate::search;
use crate::sql::{ROWS, on};

/// Removes customers with their parties; the number that were there. Contact points that nobody
/// has any more and that came at one of `instants` go too.
///
/// # Errors
/// [`StoreError::Conflict`] with `broken_reference` when something still refers to one of them.
pub(crate) async fn remove_many<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    ids: &[CustomerId],
    import: ImportId,
    instants: &[DateTime<Utc>],
) -> Result<u64, StoreError> {
    let mut removed = 0;
    for ids in ids.chunks(ROWS) {
        let found: Vec<(Uuid, Uuid)> = customer::Entity::find()
            .select_only()
            .column(customer::Column::Id)
            .column(customer::Column::PartyId)
            .filter(customer::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .into_tuple()
            .all(conn)
            .await?;
        if found.is_empty() {
            continue;
        }
        let ids: Vec<Uuid> = found.iter().map(|(id, _)| *id).collect();
        let parties: Vec<Uuid> = found.iter().map(|(_, party)| *party).collect();
        let points = points_of(conn, &parties).await?;
        keeping_plans(conn, found.len(), async || {
            desk::remove(conn, &ids).await?;
            let ids = customer::Column::Id.is_in(ids);
            customer::Entity::delete_many().filter(ids).exec(conn).await?;
            remove_parts(conn, &parties).await?;
            let gone = parties.clone();
            let statement = raw_sql!(
                Postgres,
                r#"DELETE FROM party WHERE id IN ({..gone})
                   AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.party_id = party.id)"#
            );
            conn.execute_raw(on(conn, statement)).await?;
            remove_pairs(conn, &parties).await?;
            remove_orphans(conn, &points, instants).await
        })
        .await?;
        removed += u64::try_from(found.len()).unwrap_or(0);
        let told = found.iter().map(|(id, party)| {
            NewEvent::new(EventKind::CustomerRemoved, "customer", *id)
                .of_customer((*id).into())
                .of_party((*party).into())
                .with(json!({ "import": import }))
        });
        event::record(conn, context, told.collect()).await?;
        search::note_changed(conn, context, parties.into_iter().map(Into::into)).await?;
    }
    Ok(removed)
}

/// The contact points that these parties have.
pub(super) async fn points_of<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let points: Vec<Uuid> = party_contact_point::Entity::find()
        .select_only()
        .column(party_contact_point::Column::ContactPointId)
        .filter(party_contact_point::Column::PartyId.is_in(parties.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(points.into_iter().collect::<BTreeSet<_>>().into_iter().collect())
}

/// Removes the addresses, the numbers and the links to contact points of these parties.
pub(super) async fn remove_parts<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
) -> Result<(), StoreError> {
    let of = || parties.iter().copied();
    let links = party_contact_point::Column::PartyId.is_in(of());
    party_contact_point::Entity::delete_many().filter(links).exec(conn).await?;
    let places = address::Column::PartyId.is_in(of());
    address::Entity::delete_many().filter(places).exec(conn).await?;
    let numbers = identifier::Column::PartyId.is_in(of());
    identifier::Entity::delete_many().filter(numbers).exec(conn).await?;
    Ok(())
}

/// Removes the pairs of possible duplicates that these parties are of.
async fn remove_pairs<C: ConnectionTrait>(conn: &C, parties: &[Uuid]) -> Result<(), StoreError> {
    let of = || parties.iter().copied();
    let either = Condition::any()
        .add(duplicate_pair::Column::FirstPartyId.is_in(of()))
        .add(duplicate_pair::Column::SecondPartyId.is_in(of()));
    duplicate_pair::Entity::delete_many().filter(either).exec(conn).await?;
    Ok(())
}

/// Removes those of these contact points that came at one of these instants and belong to nobody.
pub(super) async fn remove_orphans<C: ConnectionTrait>(
    conn: &C,
    points: &[Uuid],
    instants: &[DateTime<Utc>],
) -> Result<(), StoreError> {
    if instants.is_empty() {
        return Ok(());
    }
    for points in points.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"DELETE FROM contact_point
               WHERE id IN ({..points}) AND created_at IN ({..instants})
               AND NOT EXISTS (SELECT 1 FROM party_contact_point l
                               WHERE l.contact_point_id = contact_point.id)"#
        );
        conn.execute_raw(on(conn, statement)).await?;
    }
    Ok(())
}
