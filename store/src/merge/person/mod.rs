//! Merging two people of one customer or of two: one transaction, with the journal of every merge.
//!
//! The survivor stays at its customer. What names the other moves to it; what is not kept, and what both
//! have, stays with the other, which is hidden. Notes, tasks and messages stay at the customer they are of.

mod file;
mod undo;

#[cfg(test)]
mod tests;

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, MergeId, PartyId};
use domain::merge::{Choices, MergeKind, MergingPerson, PersonField, plan_people};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, raw_sql};
use serde_json::json;
use uuid::Uuid;

use super::journal::{self, Owners};
use super::perform::{begin, chosen, lock};
use super::{links, lists, pair};
use crate::db::{Db, Write};
use crate::entity::{party, person};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::party::{customers_of, people_as_stored};
use crate::search;
use crate::sql::{locks_rows, on};

pub(super) use undo::undo;

const NO_PERSON: StoreError = StoreError::NotFound { noun: "person" };

/// A merge of two people that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleMerge {
    /// Who survives.
    pub survivor: PartyId,
    /// The version of the survivor that was read; not looked at when absent.
    pub expected: Option<i32>,
    /// Who is merged into it, of the same customer or of another.
    pub other: PartyId,
    /// Whose part is kept, field by field.
    pub choices: Choices<PersonField>,
}

/// Merges one person into another.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::merge::MergeRefusal`]; [`StoreError::Stale`] when
/// the survivor changed since it was read; [`StoreError::NotFound`] when one of them is not there.
pub async fn merge_people(
    db: &Db,
    context: &Context,
    asked: &PeopleMerge,
    idempotency: Option<&Idempotency>,
) -> Result<MergeId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        merge_in(&**txn, context, asked).await
    })
    .await
}

async fn merge_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    asked: &PeopleMerge,
) -> Result<MergeId, StoreError> {
    let (survivor, other) = locked(conn, [asked.survivor, asked.other]).await?;
    let planned = plan_people(&survivor.merging, &other.merging, &asked.choices)?;
    if asked.expected.is_some_and(|expected| expected != survivor.version) {
        return Err(StoreError::Stale);
    }
    let parties = Owners { from: asked.other.0, to: asked.survivor.0 };
    let customers = Owners { from: other.customer.0, to: survivor.customer.0 };
    let choices = chosen(&asked.choices);
    let id = begin(conn, context, MergeKind::Person, customers, parties, &choices).await?;
    file::write(conn, context, id, &planned, parties).await?;
    lists::move_points(conn, id, &planned.points, parties).await?;
    for link in links::of_people() {
        journal::move_all(conn, id, link, parties).await?;
    }
    pair::settle(conn, context, id, [parties.to, parties.from]).await?;
    search::note_changed(conn, context, [asked.survivor, asked.other]).await?;
    let told = NewEvent::new(EventKind::PeopleMerged, "merge", id).with(json!({
        "survivor": asked.survivor,
        "other": asked.other,
        "choices": choices,
    }));
    event::record(conn, context, vec![told_to(told, &survivor, &other)]).await?;
    Ok(id)
}

/// One of the two as the plan takes it.
struct One {
    merging: MergingPerson,
    version: i32,
    /// The customer that it is of.
    customer: CustomerId,
    /// Other customers of the same party.
    siblings: Vec<CustomerId>,
}

/// Both, kept from every other writer until the transaction ends.
///
/// # Errors
/// [`StoreError::Stale`] when the customer of one of them was merged in the meantime.
async fn locked<C: ConnectionTrait>(
    conn: &C,
    both: [PartyId; 2],
) -> Result<(One, One), StoreError> {
    let [survivor, other] = both;
    let before = (read(conn, survivor).await?, read(conn, other).await?);
    let customers = [before.0.customer, before.1.customer];
    if !locks_rows(conn) {
        return Ok(before);
    }
    lock(conn, customers).await?;
    let ids: Vec<Uuid> = both.iter().map(|id| id.0).collect();
    let statement =
        raw_sql!(Postgres, r#"SELECT id FROM party WHERE id IN ({..ids}) ORDER BY id FOR UPDATE"#);
    conn.query_all_raw(on(conn, statement)).await?;
    let now = (read(conn, survivor).await?, read(conn, other).await?);
    if [now.0.customer, now.1.customer] != customers {
        return Err(StoreError::Stale);
    }
    Ok(now)
}

/// The deleted and the merged ones too: what is refused of them has its own word.
async fn read<C: ConnectionTrait>(conn: &C, id: PartyId) -> Result<One, StoreError> {
    let row = party::Entity::find_by_id(id.0)
        .filter(party::Column::Kind.eq("person"))
        .one(conn)
        .await?
        .ok_or(NO_PERSON)?;
    // A customer who is a natural person has no such row: it is merged as a customer.
    person::Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_PERSON)?;
    let mut customers = customers_of(conn, row.parent_id).await?.into_iter();
    let customer = customers.next().ok_or(NO_PERSON)?;
    let parent = match row.parent_id {
        Some(parent) => party::Entity::find_by_id(parent).one(conn).await?,
        None => None,
    };
    let is_deleted =
        row.deleted_at.is_some() || parent.is_none_or(|parent| parent.deleted_at.is_some());
    let (is_merged, version) = (row.merged_into.is_some(), row.version);
    let record = people_as_stored(conn, vec![row], Some(customer)).await?.into_iter().next();
    let record = record.ok_or(NO_PERSON)?;
    let points = record.points.into_iter().map(|stored| (stored.id, stored.point)).collect();
    let merging = MergingPerson {
        party: id,
        is_deleted,
        is_merged,
        restricted_at: record.restricted_at,
        person: record.person,
        points,
    };
    Ok(One { merging, version, customer, siblings: customers.collect() })
}

/// An event about both, on their timelines and on those of their customers.
fn told_to(event: NewEvent, survivor: &One, other: &One) -> NewEvent {
    let event = event
        .of_customer(survivor.customer)
        .of_party(survivor.merging.party)
        .also_of(other.merging.party);
    let customers = survivor.siblings.iter().chain([&other.customer]).chain(&other.siblings);
    let customers = customers.filter(|customer| **customer != survivor.customer);
    customers.fold(event, |event, customer| event.also_of(*customer))
}
