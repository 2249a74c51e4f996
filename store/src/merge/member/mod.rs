//! Merging two people, or two establishments, of one customer or of two: one transaction, with the journal of
//! every merge. Here is what is alike of both.
//!
//! The survivor stays at its customer. What names the other moves to it; what is not kept, and what both
//! have, stays with the other, which is hidden. Notes, tasks and messages stay at the customer they are of.

mod part;
mod undo;

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, MergeId, PartyId};
use domain::merge::{Choices, Field, MergeKind, MergeRefusal};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, raw_sql};
use serde_json::json;
use uuid::Uuid;

use super::journal::{self, Owners};
use super::perform::{begin, chosen, lock};
use super::{links, pair};
use crate::entity::party;
use crate::error::StoreError;
use crate::event;
use crate::party::customers_of;
use crate::search;
use crate::sql::{locks_rows, on};

pub(super) use part::PartyPart;
pub(super) use undo::undo;

/// A merge of two people, or of two establishments, that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberMerge<F> {
    /// Who survives.
    pub survivor: PartyId,
    /// The version of the survivor that was read; not looked at when absent.
    pub expected: Option<i32>,
    /// Who is merged into it, of the same customer or of another.
    pub other: PartyId,
    /// Whose part is kept, field by field.
    pub choices: Choices<F>,
}

/// A party below a customer that is merged by itself.
pub(super) trait Member: Sized {
    /// The kind of its party, and what it is called where there is none.
    const NOUN: &'static str;
    /// The kind of its merges.
    const KIND: MergeKind;
    /// What is told of them.
    const MERGED: EventKind;
    /// What is chosen by itself.
    type Field: Field;
    /// What a merge makes of the survivor.
    type Plan;

    /// As it stands: nothing when it is merged as a customer.
    async fn stored<C: ConnectionTrait>(
        conn: &C,
        row: party::Model,
        customer: CustomerId,
        is_deleted: bool,
    ) -> Result<Option<Self>, StoreError>;

    /// What a merge makes of the survivor.
    fn planned(
        survivor: &Self,
        other: &Self,
        choices: &Choices<Self::Field>,
    ) -> Result<Self::Plan, MergeRefusal>;

    /// Writes what the plan says of both, its lists too.
    async fn write<C: ConnectionTrait>(
        conn: &C,
        context: &Context,
        merge: MergeId,
        plan: &Self::Plan,
        parties: Owners,
    ) -> Result<(), StoreError>;

    /// Gives both back what [`Self::write`] changed.
    async fn give_back<C: ConnectionTrait>(
        conn: &C,
        context: &Context,
        merge: MergeId,
        parties: Owners,
    ) -> Result<(), StoreError>;
}

/// Merges one into another.
pub(super) async fn merge_in<M: Member, C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    asked: &MemberMerge<M::Field>,
) -> Result<MergeId, StoreError> {
    let (survivor, other) = locked::<M, C>(conn, [asked.survivor, asked.other]).await?;
    let planned = M::planned(&survivor.merging, &other.merging, &asked.choices)?;
    if asked.expected.is_some_and(|expected| expected != survivor.version) {
        return Err(StoreError::Stale);
    }
    let parties = Owners { from: asked.other.0, to: asked.survivor.0 };
    let customers = Owners { from: other.customer.0, to: survivor.customer.0 };
    let choices = chosen(&asked.choices);
    let id = begin(conn, context, M::KIND, customers, parties, &choices).await?;
    M::write(conn, context, id, &planned, parties).await?;
    for link in links::of_members() {
        journal::move_all(conn, id, link, parties).await?;
    }
    pair::settle(conn, context, id, [parties.to, parties.from]).await?;
    search::note_changed(conn, context, [asked.survivor, asked.other]).await?;
    let told = NewEvent::new(M::MERGED, "merge", id).with(json!({
        "survivor": asked.survivor,
        "other": asked.other,
        "choices": choices,
    }));
    event::record(conn, context, vec![told_to(told, &survivor, &other)]).await?;
    Ok(id)
}

/// One of the two as the plan takes it.
struct One<M> {
    party: PartyId,
    merging: M,
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
async fn locked<M: Member, C: ConnectionTrait>(
    conn: &C,
    both: [PartyId; 2],
) -> Result<(One<M>, One<M>), StoreError> {
    let [survivor, other] = both;
    let before = (read::<M, C>(conn, survivor).await?, read::<M, C>(conn, other).await?);
    let customers = [before.0.customer, before.1.customer];
    if !locks_rows(conn) {
        return Ok(before);
    }
    lock(conn, customers).await?;
    let ids: Vec<Uuid> = both.iter().map(|id| id.0).collect();
    let statement =
        raw_sql!(Postgres, r#"SELECT id FROM party WHERE id IN ({..ids}) ORDER BY id FOR UPDATE"#);
    conn.query_all_raw(on(conn, statement)).await?;
    let now = (read::<M, C>(conn, survivor).await?, read::<M, C>(conn, other).await?);
    if [now.0.customer, now.1.customer] != customers {
        return Err(StoreError::Stale);
    }
    Ok(now)
}

/// The deleted and the merged ones too: what is refused of them has its own word.
async fn read<M: Member, C: ConnectionTrait>(conn: &C, id: PartyId) -> Result<One<M>, StoreError> {
    let none = || StoreError::NotFound { noun: M::NOUN };
    let row = party::Entity::find_by_id(id.0)
        .filter(party::Column::Kind.eq(M::NOUN))
        .one(conn)
        .await?
        .ok_or_else(none)?;
    let mut customers = customers_of(conn, row.parent_id).await?.into_iter();
    let customer = customers.next().ok_or_else(none)?;
    let parent = match row.parent_id {
        Some(parent) => party::Entity::find_by_id(parent).one(conn).await?,
        None => None,
    };
    let is_deleted =
        row.deleted_at.is_some() || parent.is_none_or(|parent| parent.deleted_at.is_some());
    let version = row.version;
    let merging = M::stored(conn, row, customer, is_deleted).await?.ok_or_else(none)?;
    Ok(One { party: id, merging, version, customer, siblings: customers.collect() })
}

/// An event about both, on their timelines and on those of their customers.
fn told_to<M>(event: NewEvent, survivor: &One<M>, other: &One<M>) -> NewEvent {
    let event = event.of_customer(survivor.customer).of_party(survivor.party).also_of(other.party);
    let customers = survivor.siblings.iter().chain([&other.customer]).chain(&other.siblings);
    let customers = customers.filter(|customer| **customer != survivor.customer);
    customers.fold(event, |event, customer| event.also_of(*customer))
}
