//! The lists of the two files, and of two establishments: contact points, addresses and identifiers change sides
//! as the plan says; of two people, the contact points.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::customer::{ContactKind, ContactPoint, Identifier};
use domain::id::{AddressId, ContactPointId, MergeId};
use domain::merge::{MergePlan, MergeRefusal};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::journal::{self, Owners, Part, move_rows};
use super::links::{Link, Owner};
use crate::entity::{address, contact_point, identifier, party_contact_point};
use crate::error::StoreError;

/// The list links, as the journal names their rows.
pub(super) const POINTS: Link = Link {
    table: "party_contact_point",
    column: "party_id",
    owner: Owner::Party,
    id: "contact_point_id",
    text: Some("role"),
    unique: &[],
};
pub(super) const ADDRESSES: Link = Link { table: "address", id: "id", text: None, ..POINTS };
pub(super) const IDENTIFIERS: Link = Link { table: "identifier", ..ADDRESSES };

const POSITION: &str = "position";
const CREATED_AT: &str = "created_at";

/// The kinds of identifiers that a customer's file has.
const NUMBER_KINDS: [&str; 3] = ["siren", "siret", "vat"];

/// Moves what the plan says: `from` is the other's party, `to` the survivor's.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    plan: &MergePlan,
    parties: Owners,
) -> Result<(), StoreError> {
    move_points(conn, merge, &plan.points, parties).await?;
    move_addresses(conn, merge, &plan.addresses, parties).await?;
    move_identifiers(conn, merge, &plan.identifiers, parties).await
}

/// Moves contact points, so that the survivor has those of the plan in their order.
pub(super) async fn move_points<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    planned: &[(ContactPointId, ContactPoint)],
    parties: Owners,
) -> Result<(), StoreError> {
    let kept: Vec<(Uuid, &str)> =
        planned.iter().map(|(id, point)| (id.0, point.role.code())).collect();
    let mine = links(conn, parties.to).await?;
    let theirs = links(conn, parties.from).await?;
    let of_file = of_file(conn, mine.iter().chain(&theirs)).await?;
    let has = |links: &[party_contact_point::Model], link: &party_contact_point::Model| {
        links.iter().any(|l| l.contact_point_id == link.contact_point_id && l.role == link.role)
    };
    let wanted = |link: &party_contact_point::Model| {
        // Other kinds are not of the file: both are kept.
        !of_file.contains(&link.contact_point_id)
            || kept.contains(&(link.contact_point_id, link.role.as_str()))
    };
    let named = |link: &party_contact_point::Model| (link.contact_point_id, link.role.clone());
    let out: Vec<_> =
        mine.iter().filter(|link| !wanted(link) && !has(&theirs, link)).map(named).collect();
    let into: Vec<_> =
        theirs.iter().filter(|link| wanted(link) && !has(&mine, link)).map(named).collect();
    let last = mine.iter().map(|link| link.position).max().unwrap_or(-1);
    let moved: HashSet<(Uuid, String)> = into.iter().cloned().collect();
    move_rows(conn, merge, &POINTS, parties, into).await?;
    let back = Owners { from: parties.to, to: parties.from };
    move_rows(conn, merge, &POINTS, back, out).await?;
    // Those of the file in the order of the plan; what came beside it after all of the survivor's.
    for link in links(conn, parties.to).await? {
        let key = named(&link);
        let place = kept.iter().position(|(id, role)| *id == key.0 && *role == key.1);
        let position = match place {
            Some(place) => i32::try_from(place).unwrap_or(i32::MAX),
            None if moved.contains(&key) => link.position.saturating_add(last).saturating_add(1),
            None => link.position,
        };
        if position != link.position {
            let part = Part { table: POINTS.table, name: POSITION, row: key.0, text: &key.1 };
            journal::note(conn, merge, part, &link.position, &position).await?;
            set_position(conn, parties.to, &key, position).await?;
        }
    }
    Ok(())
}

async fn links<C: ConnectionTrait>(
    conn: &C,
    party: Uuid,
) -> Result<Vec<party_contact_point::Model>, StoreError> {
    let rows =
        party_contact_point::Entity::find().filter(party_contact_point::Column::PartyId.eq(party));
    Ok(rows.all(conn).await?)
}

/// The points among those of `links` that a customer's file shows.
async fn of_file<'a, C: ConnectionTrait>(
    conn: &C,
    links: impl Iterator<Item = &'a party_contact_point::Model>,
) -> Result<HashSet<Uuid>, StoreError> {
    let kinds = ContactKind::ALL.iter().map(|kind| kind.code());
    let rows = contact_point::Entity::find()
        .filter(contact_point::Column::Id.is_in(links.map(|link| link.contact_point_id)))
        .filter(contact_point::Column::Kind.is_in(kinds));
    Ok(rows.all(conn).await?.into_iter().map(|row| row.id).collect())
}

async fn set_position<C: ConnectionTrait>(
    conn: &C,
    party: Uuid,
    (point, role): &(Uuid, String),
    position: i32,
) -> Result<(), StoreError> {
    use party_contact_point::Column;
    party_contact_point::Entity::update_many()
        .col_expr(Column::Position, Expr::value(position))
        .filter(Column::PartyId.eq(party))
        .filter(Column::ContactPointId.eq(*point))
        .filter(Column::Role.eq(role.as_str()))
        .exec(conn)
        .await?;
    Ok(())
}

/// The newest address is the first of a file, and the one that a letter goes to: those of the other become
/// older than the survivor's before them.
pub(super) async fn move_addresses<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    planned: &[AddressId],
    parties: Owners,
) -> Result<(), StoreError> {
    let kept: Vec<Uuid> = planned.iter().map(|id| id.0).collect();
    let rows = address::Entity::find()
        .filter(address::Column::PartyId.is_in([parties.from, parties.to]))
        .all(conn)
        .await?;
    let of = |party: Uuid, wanted: bool| {
        let rows = rows.iter().filter(|row| row.party_id == party);
        let rows = rows.filter(|row| kept.contains(&row.id) == wanted);
        rows.map(|row| (row.id, String::new())).collect::<Vec<_>>()
    };
    move_rows(conn, merge, &ADDRESSES, parties, of(parties.from, true)).await?;
    let back = Owners { from: parties.to, to: parties.from };
    move_rows(conn, merge, &ADDRESSES, back, of(parties.to, false)).await?;
    let mut before: Option<DateTime<Utc>> = None;
    for id in kept {
        let Some(row) = rows.iter().find(|row| row.id == id) else { continue };
        let at = match before {
            Some(before) if row.created_at >= before && row.party_id == parties.from => {
                let older = before - TimeDelta::milliseconds(1);
                let part = Part { table: ADDRESSES.table, name: CREATED_AT, row: id, text: "" };
                journal::note(conn, merge, part, &row.created_at, &older).await?;
                set_created(conn, id, older).await?;
                older
            }
            _ => row.created_at,
        };
        before = Some(at);
    }
    Ok(())
}

async fn set_created<C: ConnectionTrait>(
    conn: &C,
    id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    address::Entity::update_many()
        .col_expr(address::Column::CreatedAt, Expr::value(at))
        .filter(address::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Moves identifiers, so that the survivor has those of the plan.
pub(super) async fn move_identifiers<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    planned: &[Identifier],
    parties: Owners,
) -> Result<(), StoreError> {
    let rows = identifier::Entity::find()
        .filter(identifier::Column::PartyId.is_in([parties.from, parties.to]))
        .all(conn)
        .await?;
    let wanted = |row: &identifier::Model| {
        !NUMBER_KINDS.contains(&row.kind.as_str())
            || planned
                .iter()
                .any(|kept| kept.kind().code() == row.kind && kept.as_str() == row.value)
    };
    let has = |party: Uuid, row: &identifier::Model| {
        rows.iter().any(|r| r.party_id == party && r.kind == row.kind && r.value == row.value)
    };
    let into = rows
        .iter()
        .filter(|row| row.party_id == parties.from && wanted(row) && !has(parties.to, row));
    let out = rows
        .iter()
        .filter(|row| row.party_id == parties.to && !wanted(row) && !has(parties.from, row));
    let named = |row: &identifier::Model| (row.id, String::new());
    let (into, out): (Vec<_>, Vec<_>) = (into.map(named).collect(), out.map(named).collect());
    move_rows(conn, merge, &IDENTIFIERS, parties, into).await?;
    let back = Owners { from: parties.to, to: parties.from };
    move_rows(conn, merge, &IDENTIFIERS, back, out).await
}

/// Gives the lists back as they were.
///
/// # Errors
/// [`MergeRefusal::Depended`] naming the list that was changed since.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    parties: Owners,
) -> Result<(), StoreError> {
    let changed = |link: &Link| StoreError::from(MergeRefusal::Depended(link.table.to_owned()));
    for noted in journal::parts::<_, i32>(conn, merge, POINTS.table, POSITION).await? {
        let key = (noted.row, noted.text);
        let links = links(conn, parties.to).await?;
        let now = links.iter().find(|l| l.contact_point_id == key.0 && l.role == key.1);
        if now.map(|link| link.position) != Some(noted.after) {
            return Err(changed(&POINTS));
        }
        set_position(conn, parties.to, &key, noted.before).await?;
    }
    for noted in
        journal::parts::<_, DateTime<Utc>>(conn, merge, ADDRESSES.table, CREATED_AT).await?
    {
        let row = address::Entity::find_by_id(noted.row).one(conn).await?;
        if row.map(|row| row.created_at) != Some(noted.after) {
            return Err(changed(&ADDRESSES));
        }
        set_created(conn, noted.row, noted.before).await?;
    }
    for link in [&POINTS, &ADDRESSES, &IDENTIFIERS] {
        let noted = journal::noted(conn, merge, link).await?;
        let mut given = 0;
        for owners in [parties, Owners { from: parties.to, to: parties.from }] {
            given += journal::give_back(conn, merge, link, owners).await?;
        }
        if given != noted {
            return Err(changed(link));
        }
    }
    Ok(())
}
