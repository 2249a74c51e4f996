//! Merging two people of one customer or of two: what is not alike of establishments.

mod file;

#[cfg(test)]
mod tests;

use domain::context::Context;
use domain::event::EventKind;
use domain::id::{CustomerId, MergeId};
use domain::merge::{
    Choices, MergeKind, MergeRefusal, MergingPerson, PeoplePlan, PersonField, plan_people,
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::journal::Owners;
use super::lists;
use super::member::{Member, MemberMerge, merge_in};
use crate::db::{Db, Write};
use crate::entity::{party, person};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::party::people_as_stored;

/// A merge of two people that somebody asks for.
pub type PeopleMerge = MemberMerge<PersonField>;

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
        merge_in::<MergingPerson, _>(&**txn, context, asked).await
    })
    .await
}

impl Member for MergingPerson {
    const NOUN: &'static str = "person";
    const KIND: MergeKind = MergeKind::Person;
    const MERGED: EventKind = EventKind::PeopleMerged;
    type Field = PersonField;
    type Plan = PeoplePlan;

    async fn stored<C: ConnectionTrait>(
        conn: &C,
        row: party::Model,
        customer: CustomerId,
        is_deleted: bool,
    ) -> Result<Option<Self>, StoreError> {
        // A customer who is a natural person has no such row: it is merged as a customer.
        if person::Entity::find_by_id(row.id).one(conn).await?.is_none() {
            return Ok(None);
        }
        let is_merged = row.merged_into.is_some();
        let record = people_as_stored(conn, vec![row], Some(customer)).await?.into_iter().next();
        Ok(record.map(|record| Self {
            party: record.id,
            is_deleted,
            is_merged,
            restricted_at: record.restricted_at,
            person: record.person,
            points: record.points.into_iter().map(|stored| (stored.id, stored.point)).collect(),
        }))
    }

    fn planned(
        survivor: &Self,
        other: &Self,
        choices: &Choices<PersonField>,
    ) -> Result<PeoplePlan, MergeRefusal> {
        plan_people(survivor, other, choices)
    }

    async fn write<C: ConnectionTrait>(
        conn: &C,
        context: &Context,
        merge: MergeId,
        plan: &PeoplePlan,
        parties: Owners,
    ) -> Result<(), StoreError> {
        file::write(conn, context, merge, plan, parties).await?;
        lists::move_points(conn, merge, &plan.points, parties).await
    }

    async fn give_back<C: ConnectionTrait>(
        conn: &C,
        context: &Context,
        merge: MergeId,
        parties: Owners,
    ) -> Result<(), StoreError> {
        lists::give_back(conn, merge, parties).await?;
        file::give_back(conn, context, merge).await
    }
}
