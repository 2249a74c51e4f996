//! Merging two establishments of one customer or of two: what is not alike of people.

mod file;

#[cfg(test)]
mod tests;

use domain::context::Context;
use domain::customer::Identifier;
use domain::event::EventKind;
use domain::id::{CustomerId, MergeId};
use domain::merge::{
    Choices, EstablishmentField, EstablishmentsPlan, MergeKind, MergeRefusal, MergingEstablishment,
    plan_establishments,
};
use sea_orm::ConnectionTrait;

use super::journal::Owners;
use super::lists;
use super::member::{Member, MemberMerge, merge_in};
use crate::db::{Db, Write};
use crate::entity::party;
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::party::{customers_of, establishments_as_stored, siren_of};

/// A merge of two establishments that somebody asks for.
pub type EstablishmentsMerge = MemberMerge<EstablishmentField>;

/// Merges one establishment into another.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::merge::MergeRefusal`]; [`StoreError::Stale`] when
/// the survivor changed since it was read; [`StoreError::NotFound`] when one of them is not there.
pub async fn merge_establishments(
    db: &Db,
    context: &Context,
    asked: &EstablishmentsMerge,
    idempotency: Option<&Idempotency>,
) -> Result<MergeId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        merge_in::<MergingEstablishment, _>(&**txn, context, asked).await
    })
    .await
}

impl Member for MergingEstablishment {
    const NOUN: &'static str = "establishment";
    const KIND: MergeKind = MergeKind::Establishment;
    const MERGED: EventKind = EventKind::EstablishmentsMerged;
    type Field = EstablishmentField;
    type Plan = EstablishmentsPlan;

    async fn stored<C: ConnectionTrait>(
        conn: &C,
        row: party::Model,
        customer: CustomerId,
        is_deleted: bool,
    ) -> Result<Option<Self>, StoreError> {
        // An establishment that is a customer itself is merged as a customer.
        if !customers_of(conn, Some(row.id)).await?.is_empty() {
            return Ok(None);
        }
        let siren = match row.parent_id {
            Some(parent) => siren_of(conn, parent).await?,
            None => None,
        };
        let (is_merged, restricted_at) = (row.merged_into.is_some(), row.restricted_at);
        let found = establishments_as_stored(conn, vec![row], Some(customer)).await?;
        Ok(found.into_iter().next().map(|record| Self {
            party: record.id,
            is_deleted,
            is_merged,
            restricted_at,
            siren,
            establishment: record.establishment,
            points: record.points.into_iter().map(|stored| (stored.id, stored.point)).collect(),
            addresses: record.addresses.into_iter().map(|at| (at.id, at.address)).collect(),
        }))
    }

    fn planned(
        survivor: &Self,
        other: &Self,
        choices: &Choices<EstablishmentField>,
    ) -> Result<EstablishmentsPlan, MergeRefusal> {
        plan_establishments(survivor, other, choices)
    }

    async fn write<C: ConnectionTrait>(
        conn: &C,
        context: &Context,
        merge: MergeId,
        plan: &EstablishmentsPlan,
        parties: Owners,
    ) -> Result<(), StoreError> {
        file::write(conn, context, merge, plan, parties).await?;
        lists::move_points(conn, merge, &plan.points, parties).await?;
        lists::move_addresses(conn, merge, &plan.addresses, parties).await?;
        let number = plan.establishment.siret.clone().map(Identifier::Siret);
        lists::move_identifiers(conn, merge, number.as_slice(), parties).await
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
