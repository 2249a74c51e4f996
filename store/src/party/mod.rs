//! People and establishments of a customer: parties whose parent is the customer's party. What is
//! told of them stands on the customer's timeline too.

mod establishment;
mod everybody;
mod person;
mod restore;

use domain::context::Context;
use domain::customer::{Address, ContactPoint, PersonFault};
use domain::event::NewEvent;
use domain::fold::fold;
use domain::id::{CustomerId, PartyId};
use domain::language::Language;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::customer::{StoredAddress, point, row};
use crate::entity::{address, customer, party, party_contact_point};
use crate::error::{Refusal, StoreError};
use crate::many::insert_all;
use crate::page::PageRequest;

pub use establishment::{
    EstablishmentRecord, create_establishment, delete_establishment, establishment, establishments,
    update_establishment,
};
pub(crate) use establishment::{siren as siren_of, whole as establishments_as_stored};
pub use everybody::{everybody, everywhere};
pub use person::{PersonRecord, create_person, delete_person, people, person, update_person};
pub(crate) use person::{create_person_in, update_person_in, whole as people_as_stored};
pub use restore::{restore_establishment, restore_person};

#[cfg(test)]
pub(crate) mod tests;

impl From<PersonFault> for Refusal {
    fn from(fault: PersonFault) -> Self {
        Self::new(fault.code())
    }
}

/// The rows that a person and an establishment share.
struct Member<'a> {
    kind: &'static str,
    name: &'a str,
    language: Option<Language>,
    points: &'a [ContactPoint],
    addresses: &'a [Address],
}

impl Member<'_> {
    /// Makes the party, with its contact points and addresses.
    async fn insert<C: ConnectionTrait>(
        &self,
        conn: &C,
        context: &Context,
        parent: PartyId,
    ) -> Result<PartyId, StoreError> {
        let id: PartyId = context.id();
        let row = party::ActiveModel {
            id: Set(id.0),
            kind: Set(self.kind.to_owned()),
            name: Set(self.name.to_owned()),
            name_folded: Set(fold(self.name)),
            language: Set(self.language.map(|language| language.code().to_owned())),
            parent_id: Set(Some(parent.0)),
            merged_into: Set(None),
            restricted_at: Set(None),
            deleted_at: Set(None),
            version: Set(1),
            created_at: Set(context.now),
            updated_at: Set(context.now),
        };
        party::Entity::insert(row).exec_without_returning(conn).await?;
        self.fill(conn, context, id, &[]).await?;
        Ok(id)
    }

    /// Writes the party anew, which had the addresses `known`: the caller has moved its version on.
    async fn write<C: ConnectionTrait>(
        &self,
        conn: &C,
        context: &Context,
        id: PartyId,
        known: &[StoredAddress],
    ) -> Result<(), StoreError> {
        let row = party::ActiveModel {
            name: Set(self.name.to_owned()),
            name_folded: Set(fold(self.name)),
            language: Set(self.language.map(|language| language.code().to_owned())),
            ..Default::default()
        };
        let of_id = party::Column::Id.eq(id.0);
        party::Entity::update_many().set(row).filter(of_id).exec(conn).await?;
        party_contact_point::Entity::delete_many()
            .filter(party_contact_point::Column::PartyId.eq(id.0))
            .exec(conn)
            .await?;
        address::Entity::delete_many().filter(address::Column::PartyId.eq(id.0)).exec(conn).await?;
        self.fill(conn, context, id, known).await
    }

    async fn fill<C: ConnectionTrait>(
        &self,
        conn: &C,
        context: &Context,
        id: PartyId,
        known: &[StoredAddress],
    ) -> Result<(), StoreError> {
        point::link(conn, context, &[(id, self.points)]).await?;
        // The newest address is the first of the list, so the first gets the last id.
        let places = self.addresses.iter().rev();
        let places = places.map(|place| row::address(context, context.id(), id, place, known));
        insert_all(conn, places.collect()).await
    }
}

/// Moves the version of a party on, which keeps other writers from it until the end.
async fn claim<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    before: &party::Model,
    expected: i32,
    deleted: bool,
) -> Result<(), StoreError> {
    let mut row = party::ActiveModel {
        version: Set(expected + 1),
        updated_at: Set(context.now),
        ..Default::default()
    };
    if deleted {
        row.deleted_at = Set(Some(context.now));
    }
    let moved = party::Entity::update_many()
        .set(row)
        .filter(party::Column::Id.eq(before.id))
        .filter(party::Column::Version.eq(expected))
        .filter(party::Column::DeletedAt.is_null())
        .exec(conn)
        .await?;
    if moved.rows_affected == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// The party of this id and kind that was not deleted.
async fn find<C: ConnectionTrait>(
    conn: &C,
    id: PartyId,
    kind: &'static str,
) -> Result<party::Model, StoreError> {
    let row = kept(conn, id, kind).await?;
    if row.deleted_at.is_none() { Ok(row) } else { Err(StoreError::NotFound { noun: kind }) }
}

/// The party of this id and kind, also a deleted one: its row is kept.
async fn kept<C: ConnectionTrait>(
    conn: &C,
    id: PartyId,
    kind: &'static str,
) -> Result<party::Model, StoreError> {
    let row = party::Entity::find_by_id(id.0)
        .filter(party::Column::Kind.eq(kind))
        .filter(party::Column::ParentId.is_not_null())
        .one(conn)
        .await?;
    row.ok_or(StoreError::NotFound { noun: kind })
}

/// A page of the parties of a kind below a parent, in the order in which they were added: those that were
/// deleted, or those that were not.
async fn page_of<C: ConnectionTrait>(
    conn: &C,
    parent: PartyId,
    kind: &'static str,
    deleted: bool,
    page: PageRequest,
) -> Result<Vec<party::Model>, StoreError> {
    let at = party::Column::DeletedAt;
    Ok(party::Entity::find()
        .filter(party::Column::ParentId.eq(parent.0))
        .filter(party::Column::Kind.eq(kind))
        .filter(if deleted { at.is_not_null() } else { at.is_null() })
        .apply_if(page.after, |query, after| query.filter(party::Column::Id.gt(after)))
        .order_by_asc(party::Column::Id)
        .limit(page.rows())
        .all(conn)
        .await?)
}

/// That a person is one of a parent's.
pub(crate) async fn of_parent<C: ConnectionTrait>(
    conn: &C,
    person: PartyId,
    parent: PartyId,
) -> Result<(), StoreError> {
    let found = find(conn, person, "person").await?;
    if found.parent_id == Some(parent.0) {
        Ok(())
    } else {
        Err(StoreError::NotFound { noun: "person" })
    }
}

/// The customers that a party is, the oldest first, those that were deleted last.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn customers_of<C: ConnectionTrait>(
    conn: &C,
    party: Option<Uuid>,
) -> Result<Vec<CustomerId>, StoreError> {
    let Some(party) = party else { return Ok(Vec::new()) };
    let rows = customer::Entity::find().filter(customer::Column::PartyId.eq(party));
    let mut rows = rows.all(conn).await?;
    rows.sort_by_key(|row| (row.deleted_at.is_some(), row.id));
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

/// An event about a party below these customers: it stands on the timeline of each.
pub(crate) fn told_to(event: NewEvent, customers: &[CustomerId]) -> NewEvent {
    let Some((first, others)) = customers.split_first() else { return event };
    others.iter().fold(event.of_customer(*first), |event, customer| event.also_of(*customer))
}
