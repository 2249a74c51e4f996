//! The people of all customers, for whoever needs them at once.

use std::collections::HashMap;

use domain::id::CustomerId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::person::{KIND, PersonRecord, whole};
use crate::entity::{customer, party};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// A page of the people of a customer, or of all of them, in the order in which they were added. Those
/// of a customer that was deleted are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn everybody<C: ConnectionTrait>(
    conn: &C,
    of: Option<CustomerId>,
    page: PageRequest,
) -> Result<Page<PersonRecord>, StoreError> {
    let parents = customer::Entity::find()
        .select_only()
        .column(customer::Column::PartyId)
        .filter(customer::Column::DeletedAt.is_null())
        .apply_if(of, |query, id| query.filter(customer::Column::Id.eq(id.0)))
        .into_query();
    let rows = party::Entity::find()
        .filter(party::Column::Kind.eq(KIND))
        .filter(party::Column::DeletedAt.is_null())
        .filter(party::Column::ParentId.in_subquery(parents))
        .apply_if(page.after, |query, after| query.filter(party::Column::Id.gt(after)))
        .order_by_asc(party::Column::Id)
        .limit(page.rows())
        .all(conn)
        .await?;
    let parents: HashMap<Uuid, Uuid> =
        rows.iter().filter_map(|row| Some((row.id, row.parent_id?))).collect();
    let customers = customers(conn, &parents, of).await?;
    let mut people = whole(conn, rows, None).await?;
    for person in &mut people {
        let parent = parents.get(&person.id.0);
        person.customer = parent.and_then(|parent| customers.get(parent)).copied();
    }
    Ok(Page::cut(people, page, |person| person.id.0))
}

/// The customer that each parent is.
async fn customers<C: ConnectionTrait>(
    conn: &C,
    parents: &HashMap<Uuid, Uuid>,
    of: Option<CustomerId>,
) -> Result<HashMap<Uuid, CustomerId>, StoreError> {
    let found = customer::Entity::find()
        .filter(customer::Column::PartyId.is_in(parents.values().copied()))
        .filter(customer::Column::DeletedAt.is_null())
        .apply_if(of, |query, id| query.filter(customer::Column::Id.eq(id.0)))
        .order_by_desc(customer::Column::Id)
        .all(conn)
        .await?;
    // Of a party that is several customers the oldest comes last, and stays.
    Ok(found.into_iter().map(|row| (row.party_id, row.id.into())).collect())
}
