//! What is compared of parties, read by sets: three statements for a page.

use std::collections::HashMap;

use domain::customer::ContactValue;
use domain::duplicate::{Number, Place, Profile};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, raw_sql};
use uuid::Uuid;

use crate::entity::{address, identifier, party};
use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

#[derive(Default)]
struct Parts {
    numbers: Vec<Number>,
    points: Vec<ContactValue>,
    places: Vec<Place>,
}

#[derive(FromQueryResult)]
struct PointRow {
    party_id: Uuid,
    kind: String,
    value: String,
}

/// The profiles of parties, in their order.
pub(super) async fn of<C: ConnectionTrait>(
    conn: &C,
    parties: Vec<party::Model>,
) -> Result<Vec<Profile>, StoreError> {
    let ids: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let mut parts: HashMap<Uuid, Parts> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ROWS) {
        let numbers = identifier::Column::PartyId.is_in(ids.iter().copied());
        for row in identifier::Entity::find().filter(numbers).all(conn).await? {
            let number = Number { kind: row.kind, value: row.value };
            parts.entry(row.party_id).or_default().numbers.push(number);
        }
        let places = address::Column::PartyId.is_in(ids.iter().copied());
        for row in address::Entity::find().filter(places).all(conn).await? {
            parts.entry(row.party_id).or_default().places.push(Place {
                street: row.street,
                postal_code: row.postal_code,
                city: row.city,
                country: row.country,
            });
        }
        read_points(conn, ids, &mut parts).await?;
    }
    let profile = |row: party::Model| {
        let Parts { numbers, points, places } = parts.remove(&row.id).unwrap_or_default();
        let is_person = row.kind == "person";
        let (party, parent) = (row.id.into(), row.parent_id.map(Into::into));
        Profile { party, parent, is_person, name: row.name, numbers, points, places }
    };
    Ok(parties.into_iter().map(profile).collect())
}

/// Only points that another party has too: the others make no pair.
async fn read_points<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    parts: &mut HashMap<Uuid, Parts>,
) -> Result<(), StoreError> {
    // A cross join keeps SQLite from beginning with all contact points there are.
    let statement = raw_sql!(
        Postgres,
        r#"SELECT r.party_id, p.kind, p.value
           FROM party_contact_point r CROSS JOIN contact_point p
           WHERE p.id = r.contact_point_id AND r.party_id IN ({..parties})
             AND p.kind IN ('email', 'phone', 'social')
             AND EXISTS (SELECT 1 FROM party_contact_point o
                         WHERE o.contact_point_id = r.contact_point_id
                           AND o.party_id <> r.party_id)"#
    );
    for row in PointRow::find_by_statement(on(conn, statement)).all(conn).await? {
        let kind = row.kind.parse().map_err(|why| unreadable("contact_point.kind", why))?;
        let value = ContactValue::stored(kind, &row.value);
        let value = value.map_err(|why| unreadable("contact_point.value", why))?;
        parts.entry(row.party_id).or_default().points.push(value);
    }
    Ok(())
}
