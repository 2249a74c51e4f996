//! Customers as they are stored, read by sets: five statements for a page of a thousand.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::customer::{
    Address, ContactPoint, ContactValue, CustomerFile, Identifier, PostalAddress, Reference,
};
use domain::id::{AddressId, ContactPointId, CustomerId, PartyId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, raw_sql,
};
use uuid::Uuid;

use super::desk::{self, Desk};
use crate::entity::{address, customer, identifier, party};
use crate::error::StoreError;
use crate::sql::{ROWS, locks_rows, on, unreadable};

/// A customer as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRecord {
    /// Its id.
    pub id: CustomerId,
    /// The party behind it.
    pub party: PartyId,
    /// Grows with each change.
    pub version: i32,
    /// As the firm writes it.
    pub reference: Reference,
    /// What is known of it.
    pub file: CustomerFile,
    /// The contact points of the file, in its order, with their ids and states.
    pub points: Vec<StoredPoint>,
    /// The addresses of the file, in its order, with their ids.
    pub addresses: Vec<StoredAddress>,
    /// Since when the processing of its data is restricted (GDPR 18).
    pub restricted_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was deleted.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A contact point of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPoint {
    /// Its id; another customer may share it.
    pub id: ContactPointId,
    /// Role and value.
    pub point: ContactPoint,
    /// When it was verified.
    pub verified_at: Option<DateTime<Utc>>,
    /// Since when it is known not to work.
    pub invalid_since: Option<DateTime<Utc>>,
    /// Why, a stable code.
    pub invalid_reason: Option<String>,
}

/// An address of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAddress {
    /// Its id.
    pub id: AddressId,
    /// Role and place.
    pub address: Address,
    /// Since when it is known not to work.
    pub invalid_since: Option<DateTime<Utc>>,
    /// Why, a stable code.
    pub invalid_reason: Option<String>,
}

/// One customer.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id, or it was deleted.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    id: CustomerId,
) -> Result<CustomerRecord, StoreError> {
    let found = find(conn, &[id]).await?.into_iter().next();
    found.filter(|record| record.deleted_at.is_none()).ok_or(NO_CUSTOMER)
}

/// One customer by its reference; by that of a merged one, the survivor.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this reference, or it was deleted.
pub async fn get_by_reference<C: ConnectionTrait>(
    conn: &C,
    reference: &Reference,
) -> Result<CustomerRecord, StoreError> {
    let found = find_by_reference(conn, &[reference.key()]).await?.into_iter().next();
    match found {
        Some(record) if record.deleted_at.is_none() => Ok(record),
        Some(record) => get(conn, crate::merge::resolve(conn, record.id).await?).await,
        None => Err(NO_CUSTOMER),
    }
}

pub(crate) const NO_CUSTOMER: StoreError = StoreError::NotFound { noun: "customer" };

/// The customers among these ids, the deleted ones too, by id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    ids: &[CustomerId],
) -> Result<Vec<CustomerRecord>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(ROWS) {
        let ids = ids.iter().map(|id| id.0);
        let rows = customer::Entity::find().filter(customer::Column::Id.is_in(ids));
        found.extend(whole(conn, rows.order_by_asc(customer::Column::Id).all(conn).await?).await?);
    }
    Ok(found)
}

/// The customers among these keys of references, the deleted ones too, by id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_reference<C: ConnectionTrait>(
    conn: &C,
    keys: &[String],
) -> Result<Vec<CustomerRecord>, StoreError> {
    let mut found = Vec::with_capacity(keys.len());
    for keys in keys.chunks(ROWS) {
        let rows = customer::Entity::find()
            .filter(customer::Column::ReferenceKey.is_in(keys.iter().map(String::as_str)));
        found.extend(whole(conn, rows.order_by_asc(customer::Column::Id).all(conn).await?).await?);
    }
    Ok(found)
}

/// Keeps other writers from these customers until the transaction ends, always in the order of
/// their ids, so that two writers never wait for each other.
pub(crate) async fn lock<C: ConnectionTrait>(
    conn: &C,
    ids: &[CustomerId],
) -> Result<(), StoreError> {
    if !locks_rows(conn) {
        return Ok(());
    }
    let mut ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    for ids in ids.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT id FROM customer WHERE id IN ({..ids}) ORDER BY id FOR NO KEY UPDATE"#
        );
        conn.query_all_raw(on(conn, statement)).await?;
    }
    Ok(())
}

/// Rows with what belongs to them, in their order.
pub(super) async fn whole<C: ConnectionTrait>(
    conn: &C,
    rows: Vec<customer::Model>,
) -> Result<Vec<CustomerRecord>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.party_id).collect();
    let mut parties: HashMap<Uuid, party::Model> = HashMap::with_capacity(ids.len());
    let mut parts: HashMap<Uuid, Parts> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ROWS) {
        let found = party::Entity::find().filter(party::Column::Id.is_in(ids.iter().copied()));
        parties.extend(found.all(conn).await?.into_iter().map(|row| (row.id, row)));
        read_parts(conn, ids, &mut parts).await?;
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut desks: HashMap<Uuid, Desk> = HashMap::new();
    for ids in ids.chunks(ROWS) {
        desk::read(conn, ids, &mut desks).await?;
    }
    let record = |row: customer::Model| {
        let party = parties
            .get(&row.party_id)
            .ok_or_else(|| unreadable("customer.party_id", "no party"))?;
        let desk = desks.remove(&row.id).unwrap_or_default();
        record(row, party, parts.get(&party.id).cloned().unwrap_or_default(), desk)
    };
    rows.into_iter().map(record).collect()
}

/// What stands beside the row of a party.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    pub(crate) points: Vec<StoredPoint>,
    pub(crate) addresses: Vec<StoredAddress>,
    pub(crate) identifiers: Vec<Identifier>,
}

/// Adds what stands beside the rows of these parties, at most a thousand.
pub(crate) async fn read_parts<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    parts: &mut HashMap<Uuid, Parts>,
) -> Result<(), StoreError> {
    // PostgreSQL takes no empty list.
    if parties.is_empty() {
        return Ok(());
    }
    read_points(conn, parties, parts).await?;
    read_addresses(conn, parties, parts).await?;
    read_identifiers(conn, parties, parts).await
}

fn record(
    row: customer::Model,
    party: &party::Model,
    parts: Parts,
    desk: Desk,
) -> Result<CustomerRecord, StoreError> {
    let language = party.language.as_deref().map(str::parse).transpose();
    Ok(CustomerRecord {
        id: row.id.into(),
        party: row.party_id.into(),
        version: row.version,
        reference: row.reference.parse().map_err(|why| unreadable("customer.reference", why))?,
        file: CustomerFile {
            name: party.name.clone(),
            legal_class: row
                .legal_class
                .parse()
                .map_err(|why| unreadable("customer.legal_class", why))?,
            language: language.map_err(|why| unreadable("party.language", why))?,
            currency: row.currency.parse().map_err(|why| unreadable("customer.currency", why))?,
            payment_terms: row.payment_terms,
            credit_limit: row.credit_limit,
            procedure: row.procedure_id.map(Into::into),
            dunning_active: row.dunning_active,
            contact_points: parts.points.iter().map(|point| point.point.clone()).collect(),
            addresses: parts.addresses.iter().map(|address| address.address.clone()).collect(),
            identifiers: parts.identifiers,
            owner: desk.owner,
            tags: desk.tags,
            custom: desk.custom,
        },
        points: parts.points,
        addresses: parts.addresses,
        restricted_at: party.restricted_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        deleted_at: row.deleted_at,
    })
}

#[derive(FromQueryResult)]
struct PointRow {
    party_id: Uuid,
    id: Uuid,
    role: String,
    kind: String,
    value: String,
    verified_at: Option<DateTime<Utc>>,
    invalid_since: Option<DateTime<Utc>>,
    invalid_reason: Option<String>,
}

/// Mailboxes, lines and accounts in their order; other kinds of contact points are not of the file.
async fn read_points<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    parts: &mut HashMap<Uuid, Parts>,
) -> Result<(), StoreError> {
    // A cross join keeps SQLite from beginning with all contact points there are.
    let statement = raw_sql!(
        Postgres,
        r#"SELECT r.party_id, p.id, r.role, p.kind, p.value, p.verified_at, p.invalid_since,
                  p.invalid_reason
           FROM party_contact_point r CROSS JOIN contact_point p
           WHERE p.id = r.contact_point_id AND r.party_id IN ({..parties})
             AND p.kind IN ('email', 'phone', 'social')
           ORDER BY r.party_id, r.position, p.id"#
    );
    for row in PointRow::find_by_statement(on(conn, statement)).all(conn).await? {
        let kind = row.kind.parse().map_err(|why| unreadable("contact_point.kind", why))?;
        let value = ContactValue::stored(kind, &row.value);
        let point = ContactPoint {
            role: row.role.parse().map_err(|why| unreadable("party_contact_point.role", why))?,
            value: value.map_err(|why| unreadable("contact_point.value", why))?,
        };
        parts.entry(row.party_id).or_default().points.push(StoredPoint {
            id: row.id.into(),
            point,
            verified_at: row.verified_at,
            invalid_since: row.invalid_since,
            invalid_reason: row.invalid_reason,
        });
    }
    Ok(())
}

/// Addresses, the newest first: so a reminder takes them too.
async fn read_addresses<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    parts: &mut HashMap<Uuid, Parts>,
) -> Result<(), StoreError> {
    let rows = address::Entity::find()
        .filter(address::Column::PartyId.is_in(parties.iter().copied()))
        .order_by_desc(address::Column::CreatedAt)
        .order_by_desc(address::Column::Id);
    for row in rows.all(conn).await? {
        parts.entry(row.party_id).or_default().addresses.push(stored_address(row)?);
    }
    Ok(())
}

/// The address of a row.
pub(crate) fn stored_address(row: address::Model) -> Result<StoredAddress, StoreError> {
    let lines = serde_json::from_value(row.lines);
    let address = Address {
        role: row.role.parse().map_err(|why| unreadable("address.role", why))?,
        place: PostalAddress {
            lines: lines.map_err(|why| unreadable("address.lines", why))?,
            street: row.street,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        },
    };
    Ok(StoredAddress {
        id: row.id.into(),
        address,
        invalid_since: row.invalid_since,
        invalid_reason: row.invalid_reason,
    })
}

async fn read_identifiers<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    parts: &mut HashMap<Uuid, Parts>,
) -> Result<(), StoreError> {
    let rows = identifier::Entity::find()
        .filter(identifier::Column::PartyId.is_in(parties.iter().copied()))
        .order_by_asc(identifier::Column::Kind)
        .order_by_asc(identifier::Column::Id);
    for row in rows.all(conn).await? {
        let Ok(kind) = row.kind.parse() else { continue };
        let read = Identifier::parse(kind, &row.value);
        let identifier = read.map_err(|why| unreadable("identifier.value", why))?;
        parts.entry(row.party_id).or_default().identifiers.push(identifier);
    }
    Ok(())
}
