//! People of a customer: whom one speaks to, with what they do there.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::{Person, PersonRole};
use domain::event::{ChangedValue, EventKind, NewEvent};
use domain::id::{CustomerId, PartyId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{Member, claim, customers_of, find, page_of, told_to};
use crate::customer::StoredPoint;
use crate::customer::difference::list;
use crate::customer::record::{self, Parts, read_parts};
use crate::db::Db;
use crate::entity::{party, person as person_row, person_role};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::many::insert_all;
use crate::page::{Page, PageRequest};
use crate::search;
use crate::sql::unreadable;

pub(super) const KIND: &str = "person";

/// A person as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// Its id.
    pub id: PartyId,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// What is known of the person.
    pub person: Person,
    /// The contact points of the person, with their ids and states.
    pub points: Vec<StoredPoint>,
    /// Since when the processing of its data is restricted (GDPR 18).
    pub restricted_at: Option<DateTime<Utc>>,
    /// Grows with each change.
    pub version: i32,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

fn member(person: &Person) -> Member<'_> {
    Member {
        kind: KIND,
        name: &person.name,
        language: person.language,
        points: &person.contact_points,
        addresses: &[],
    }
}

/// Adds a person to a customer.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::customer::PersonFault`];
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn create_person(
    db: &Db,
    context: &Context,
    customer: CustomerId,
    new: Person,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    let new = new.checked().map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| {
        create_person_in(&**txn, context, customer, new).await
    })
    .await
}

/// [`create_person`] within a transaction.
///
/// # Errors
/// As [`create_person`].
pub(crate) async fn create_person_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customer: CustomerId,
    new: Person,
) -> Result<PartyId, StoreError> {
    let new = new.checked().map_err(Refusal::from)?;
    record::lock(conn, &[customer]).await?;
    let parent = record::get(conn, customer).await?.party;
    let id = member(&new).insert(conn, context, parent).await?;
    let row =
        person_row::ActiveModel { party_id: Set(id.0), job_title: Set(new.job_title.clone()) };
    person_row::Entity::insert(row).exec_without_returning(conn).await?;
    write_roles(conn, id, &new.roles).await?;
    let told = NewEvent::new(EventKind::PersonAdded, KIND, id)
        .of_customer(customer)
        .of_party(id)
        .with(json!({ "roles": new.roles }));
    event::record(conn, context, vec![told]).await?;
    search::note_changed(conn, context, [id]).await?;
    Ok(id)
}

async fn write_roles<C: ConnectionTrait>(
    conn: &C,
    id: PartyId,
    roles: &[PersonRole],
) -> Result<(), StoreError> {
    let rows = roles.iter().map(|role| person_role::ActiveModel {
        party_id: Set(id.0),
        role: Set(role.code().to_owned()),
    });
    insert_all(conn, rows.collect()).await
}

/// Changes a person whose version is still `expected`, and answers the new version.
///
/// # Errors
/// As [`create_person`], and [`StoreError::Stale`].
pub async fn update_person(
    db: &Db,
    context: &Context,
    id: PartyId,
    expected: i32,
    change: impl FnOnce(&mut Person),
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let version = update_person_in(&*txn, context, id, expected, change).await?;
    if version > expected {
        txn.commit().await?;
    }
    Ok(version)
}

/// [`update_person`] within a transaction, to be given up when the version stays.
///
/// # Errors
/// As [`update_person`].
pub(crate) async fn update_person_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: PartyId,
    expected: i32,
    change: impl FnOnce(&mut Person),
) -> Result<i32, StoreError> {
    let row = find(conn, id, KIND).await?;
    claim(conn, context, &row, expected, false).await?;
    let parent = row.parent_id;
    let before = whole(conn, vec![row], None).await?;
    let before = before.into_iter().next().ok_or(StoreError::NotFound { noun: KIND })?.person;
    let mut after = before.clone();
    change(&mut after);
    let after = after.checked().map_err(Refusal::from)?;
    let values = differing(&before, &after);
    if values.is_empty() {
        // Dropped, the transaction takes the version back.
        return Ok(expected);
    }
    member(&after).write(conn, context, id, &[]).await?;
    let title =
        person_row::ActiveModel { job_title: Set(after.job_title.clone()), ..Default::default() };
    let of_id = person_row::Column::PartyId.eq(id.0);
    person_row::Entity::update_many().set(title).filter(of_id).exec(conn).await?;
    let roles = person_role::Column::PartyId.eq(id.0);
    person_role::Entity::delete_many().filter(roles).exec(conn).await?;
    write_roles(conn, id, &after.roles).await?;
    let fields: Vec<_> = values.iter().map(|value| value.field.clone()).collect();
    let told = NewEvent::new(EventKind::PersonChanged, KIND, id)
        .of_party(id)
        .with(json!({ "fields": fields }))
        .changing(values);
    let customers = customers_of(conn, parent).await?;
    event::record(conn, context, vec![told_to(told, &customers)]).await?;
    search::note_changed(conn, context, [id]).await?;
    Ok(expected + 1)
}

fn differing(before: &Person, after: &Person) -> Vec<ChangedValue> {
    [
        ChangedValue::of("name", json!(before.name), json!(after.name)),
        ChangedValue::of("job_title", json!(before.job_title), json!(after.job_title)),
        ChangedValue::of("language", json!(before.language), json!(after.language)),
        ChangedValue::of("roles", list(&before.roles), list(&after.roles)),
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

/// Deletes a person whose version is still `expected`: it is not written to any more.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`].
pub async fn delete_person(
    db: &Db,
    context: &Context,
    id: PartyId,
    expected: i32,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = find(&*txn, id, KIND).await?;
    claim(&*txn, context, &row, expected, true).await?;
    let customers = customers_of(&*txn, row.parent_id).await?;
    let told = NewEvent::new(EventKind::PersonDeleted, KIND, id).of_party(id);
    event::record(&*txn, context, vec![told_to(told, &customers)]).await?;
    search::note_changed(&*txn, context, [id]).await?;
    txn.commit().await
}

/// One person.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or it was deleted.
pub async fn person(db: &Db, id: PartyId) -> Result<PersonRecord, StoreError> {
    let row = find(db.read(), id, KIND).await?;
    let customer = customers_of(db.read(), row.parent_id).await?.into_iter().next();
    let found = whole(db.read(), vec![row], customer).await?;
    found.into_iter().next().ok_or(StoreError::NotFound { noun: KIND })
}

/// A page of the people of a customer, in the order in which they were added: those that were
/// `deleted`, or those that were not.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn people(
    db: &Db,
    customer: CustomerId,
    deleted: bool,
    page: PageRequest,
) -> Result<Page<PersonRecord>, StoreError> {
    let parent = record::get(db.read(), customer).await?.party;
    let rows = page_of(db.read(), parent, KIND, deleted, page).await?;
    let people = whole(db.read(), rows, Some(customer)).await?;
    Ok(Page::cut(people, page, |person| person.id.0))
}

/// Rows with what belongs to them, in their order: a bounded number of statements for a page.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn whole<C: ConnectionTrait>(
    conn: &C,
    rows: Vec<party::Model>,
    customer: Option<CustomerId>,
) -> Result<Vec<PersonRecord>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut parts: HashMap<Uuid, Parts> = HashMap::with_capacity(ids.len());
    read_parts(conn, &ids, &mut parts).await?;
    let titles = person_row::Entity::find()
        .filter(person_row::Column::PartyId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    let mut titles: HashMap<Uuid, Option<String>> =
        titles.into_iter().map(|row| (row.party_id, row.job_title)).collect();
    let mut roles: HashMap<Uuid, Vec<PersonRole>> = HashMap::new();
    let found = person_role::Entity::find()
        .filter(person_role::Column::PartyId.is_in(ids))
        .all(conn)
        .await?;
    for row in found {
        let role = row.role.parse().map_err(|why| unreadable("person_role.role", why))?;
        roles.entry(row.party_id).or_default().push(role);
    }
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        let points = parts.remove(&row.id).unwrap_or_default().points;
        let mut roles = roles.remove(&row.id).unwrap_or_default();
        roles.sort_unstable();
        let language = row.language.as_deref().map(str::parse).transpose();
        people.push(PersonRecord {
            id: row.id.into(),
            customer,
            person: Person {
                name: row.name,
                job_title: titles.remove(&row.id).flatten(),
                language: language.map_err(|why| unreadable("party.language", why))?,
                roles,
                contact_points: points.iter().map(|point| point.point.clone()).collect(),
            },
            points,
            restricted_at: row.restricted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        });
    }
    Ok(people)
}
