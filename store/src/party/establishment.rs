//! Establishments of a customer: where the company works, each with its number in the register.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::{Establishment, Identifier};
use domain::event::{ChangedValue, EventKind, NewEvent};
use domain::id::{CustomerId, PartyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{Member, claim, customers_of, find, page_of, told_to};
use crate::customer::difference::list;
use crate::customer::record::{self, Parts, read_parts};
use crate::customer::{StoredAddress, StoredPoint, row};
use crate::db::Db;
use crate::entity::{identifier, party};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};
use crate::search;
use crate::sql::unreadable;

pub(super) const KIND: &str = "establishment";

/// An establishment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstablishmentRecord {
    /// Its id.
    pub id: PartyId,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// What is known of it.
    pub establishment: Establishment,
    /// Its contact points, with their ids and states.
    pub points: Vec<StoredPoint>,
    /// Its addresses, with their ids.
    pub addresses: Vec<StoredAddress>,
    /// Grows with each change.
    pub version: i32,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

fn member(establishment: &Establishment) -> Member<'_> {
    Member {
        kind: KIND,
        name: &establishment.name,
        language: establishment.language,
        points: &establishment.contact_points,
        addresses: &establishment.addresses,
    }
}

/// The SIREN of a company, when it is known.
pub(crate) async fn siren<C: ConnectionTrait>(
    conn: &C,
    company: Uuid,
) -> Result<Option<String>, StoreError> {
    let row = identifier::Entity::find()
        .filter(identifier::Column::PartyId.eq(company))
        .filter(identifier::Column::Kind.eq("siren"))
        .one(conn)
        .await?;
    Ok(row.map(|row| row.value))
}

/// Adds an establishment to a customer.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::customer::PersonFault`];
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn create_establishment(
    db: &Db,
    context: &Context,
    customer: CustomerId,
    new: Establishment,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        record::lock(&**txn, &[customer]).await?;
        let parent = record::get(&**txn, customer).await?.party;
        let siren = siren(&**txn, parent.0).await?;
        let new = new.checked(siren.as_deref()).map_err(Refusal::from)?;
        let id = member(&new).insert(&**txn, context, parent).await?;
        write_siret(&**txn, context, id, &new).await?;
        let told = NewEvent::new(EventKind::EstablishmentAdded, KIND, id)
            .of_customer(customer)
            .of_party(id);
        event::record(&**txn, context, vec![told]).await?;
        search::note_changed(&**txn, context, [id]).await?;
        Ok(id)
    })
    .await
}

async fn write_siret<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: PartyId,
    of: &Establishment,
) -> Result<(), StoreError> {
    if let Some(siret) = of.siret.clone() {
        let number = row::identifier(context.id(), id, &Identifier::Siret(siret));
        identifier::Entity::insert(number).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Changes an establishment whose version is still `expected`, and answers the new version.
///
/// # Errors
/// As [`create_establishment`], and [`StoreError::Stale`].
pub async fn update_establishment(
    db: &Db,
    context: &Context,
    id: PartyId,
    expected: i32,
    change: impl FnOnce(&mut Establishment),
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let row = find(&*txn, id, KIND).await?;
    claim(&*txn, context, &row, expected, false).await?;
    let parent = row.parent_id;
    let siren = match parent {
        Some(parent) => siren(&*txn, parent).await?,
        None => None,
    };
    let before = whole(&*txn, vec![row], None).await?.into_iter().next();
    let EstablishmentRecord { establishment: before, addresses: known, .. } =
        before.ok_or(StoreError::NotFound { noun: KIND })?;
    let mut after = before.clone();
    change(&mut after);
    let after = after.checked(siren.as_deref()).map_err(Refusal::from)?;
    let values = differing(&before, &after);
    if values.is_empty() {
        // Dropped, the transaction takes the version back.
        return Ok(expected);
    }
    member(&after).write(&*txn, context, id, &known).await?;
    let of_id = identifier::Column::PartyId.eq(id.0);
    identifier::Entity::delete_many().filter(of_id).exec(&*txn).await?;
    write_siret(&*txn, context, id, &after).await?;
    let fields: Vec<_> = values.iter().map(|value| value.field.clone()).collect();
    let told = NewEvent::new(EventKind::EstablishmentChanged, KIND, id)
        .of_party(id)
        .with(json!({ "fields": fields }))
        .changing(values);
    let customers = customers_of(&*txn, parent).await?;
    event::record(&*txn, context, vec![told_to(told, &customers)]).await?;
    search::note_changed(&*txn, context, [id]).await?;
    txn.commit().await?;
    Ok(expected + 1)
}

fn differing(before: &Establishment, after: &Establishment) -> Vec<ChangedValue> {
    [
        ChangedValue::of("name", json!(before.name), json!(after.name)),
        ChangedValue::of("siret", json!(before.siret), json!(after.siret)),
        ChangedValue::of("language", json!(before.language), json!(after.language)),
        ChangedValue::of("addresses", list(&before.addresses), list(&after.addresses)),
        ChangedValue::of(
            "contact_points",
            list(&before.contact_points),
            list(&after.contact_points),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Deletes an establishment whose version is still `expected`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`].
pub async fn delete_establishment(
    db: &Db,
    context: &Context,
    id: PartyId,
    expected: i32,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = find(&*txn, id, KIND).await?;
    claim(&*txn, context, &row, expected, true).await?;
    let customers = customers_of(&*txn, row.parent_id).await?;
    let told = NewEvent::new(EventKind::EstablishmentDeleted, KIND, id).of_party(id);
    event::record(&*txn, context, vec![told_to(told, &customers)]).await?;
    search::note_changed(&*txn, context, [id]).await?;
    txn.commit().await
}

/// One establishment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or it was deleted.
pub async fn establishment(db: &Db, id: PartyId) -> Result<EstablishmentRecord, StoreError> {
    let row = find(db.read(), id, KIND).await?;
    let customer = customers_of(db.read(), row.parent_id).await?.into_iter().next();
    let found = whole(db.read(), vec![row], customer).await?;
    found.into_iter().next().ok_or(StoreError::NotFound { noun: KIND })
}

/// A page of the establishments of a customer, in the order in which they were added: those that were
/// `deleted`, or those that were not.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn establishments(
    db: &Db,
    customer: CustomerId,
    deleted: bool,
    page: PageRequest,
) -> Result<Page<EstablishmentRecord>, StoreError> {
    let parent = record::get(db.read(), customer).await?.party;
    let rows = page_of(db.read(), parent, KIND, deleted, page).await?;
    let found = whole(db.read(), rows, Some(customer)).await?;
    Ok(Page::cut(found, page, |establishment| establishment.id.0))
}

/// Rows with what belongs to them, in their order: a bounded number of statements for a page.
pub(crate) async fn whole<C: ConnectionTrait>(
    conn: &C,
    rows: Vec<party::Model>,
    customer: Option<CustomerId>,
) -> Result<Vec<EstablishmentRecord>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut parts: HashMap<Uuid, Parts> = HashMap::with_capacity(ids.len());
    read_parts(conn, &ids, &mut parts).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let parts = parts.remove(&row.id).unwrap_or_default();
        let siret = parts.identifiers.into_iter().find_map(|number| match number {
            Identifier::Siret(siret) => Some(siret),
            _ => None,
        });
        let language = row.language.as_deref().map(str::parse).transpose();
        found.push(EstablishmentRecord {
            id: row.id.into(),
            customer,
            establishment: Establishment {
                name: row.name,
                siret,
                language: language.map_err(|why| unreadable("party.language", why))?,
                addresses: parts.addresses.iter().map(|at| at.address.clone()).collect(),
                contact_points: parts.points.iter().map(|point| point.point.clone()).collect(),
            },
            points: parts.points,
            addresses: parts.addresses,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        });
    }
    Ok(found)
}
