//! Contact points and their links to parties: a mailbox that two parties share is one row.

use std::collections::BTreeMap;

use domain::context::Context;
use domain::customer::{ContactKind, ContactPoint};
use domain::id::PartyId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entity::{contact_point, party_contact_point};
use crate::error::StoreError;
use crate::many::insert_all;
use crate::sql::{ROWS, unreadable};

/// What makes two contact points one.
type Key = (&'static str, String);

fn key(point: &ContactPoint) -> Key {
    (point.value.kind().code(), point.value.key())
}

/// Links each party to its contact points, in their order; a point that is new is made. The
/// parties have no links to them yet.
pub(crate) async fn link<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    parties: &[(PartyId, &[ContactPoint])],
) -> Result<(), StoreError> {
    // In the order of their keys, so that two writers never wait for each other.
    let mut wanted: BTreeMap<Key, &ContactPoint> = BTreeMap::new();
    for point in parties.iter().flat_map(|(_, points)| points.iter()) {
        wanted.entry(key(point)).or_insert(point);
    }
    let wanted: Vec<(Key, &ContactPoint)> = wanted.into_iter().collect();
    let mut ids: BTreeMap<Key, Uuid> = BTreeMap::new();
    for wanted in wanted.chunks(ROWS) {
        make(conn, context, wanted, &mut ids).await?;
    }
    let mut links = Vec::new();
    for (party, points) in parties {
        for (position, point) in (0..).zip(points.iter()) {
            let id = ids.get(&key(point)).ok_or_else(|| unreadable("contact_point", "not made"))?;
            links.push(party_contact_point::ActiveModel {
                party_id: Set(party.0),
                contact_point_id: Set(*id),
                role: Set(point.role.code().to_owned()),
                position: Set(position),
            });
        }
    }
    insert_all(conn, links).await
}

/// Makes the points that are not there and notes the ids of all.
async fn make<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    wanted: &[(Key, &ContactPoint)],
    ids: &mut BTreeMap<Key, Uuid>,
) -> Result<(), StoreError> {
    let rows = wanted.iter().map(|((kind, key), point)| contact_point::ActiveModel {
        id: Set(context.id()),
        kind: Set((*kind).to_owned()),
        value: Set(point.value.as_str().to_owned()),
        value_key: Set(key.clone()),
        verified_at: Set(None),
        invalid_since: Set(None),
        invalid_reason: Set(None),
        created_at: Set(context.now),
    });
    contact_point::Entity::insert_many(rows)
        .on_conflict_do_nothing_on([contact_point::Column::Kind, contact_point::Column::ValueKey])
        .exec_without_returning(conn)
        .await?;
    for kind in ContactKind::ALL.iter().map(|kind| kind.code()) {
        let keys =
            wanted.iter().filter(|((of, _), _)| *of == kind).map(|((_, key), _)| key.as_str());
        let keys: Vec<&str> = keys.collect();
        if keys.is_empty() {
            continue;
        }
        let found: Vec<(Uuid, String)> = contact_point::Entity::find()
            .select_only()
            .column(contact_point::Column::Id)
            .column(contact_point::Column::ValueKey)
            .filter(contact_point::Column::Kind.eq(kind))
            .filter(contact_point::Column::ValueKey.is_in(keys))
            .into_tuple()
            .all(conn)
            .await?;
        ids.extend(found.into_iter().map(|(id, key)| ((kind, key), id)));
    }
    Ok(())
}
