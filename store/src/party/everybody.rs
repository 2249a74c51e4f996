//! The people of all customers, for whoever needs them at once.

use std::collections::HashMap;

use domain::id::CustomerId;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::person::{KIND, PersonRecord, whole};
use crate::customer::record;
use crate::entity::{customer, party};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Asked of each person on the way, so that no page reads all customers.
const OF_A_CUSTOMER: &str = "exists (select 1 from customer c
     where c.party_id = party.parent_id and c.deleted_at is null)";

/// A page of the people of a customer, or of all of them, in the order in which they were added. Those
/// of a customer that was deleted are left out.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn everybody<C: ConnectionTrait>(
    conn: &C,
    of: Option<CustomerId>,
    page: PageRequest,
) -> Result<Page<PersonRecord>, StoreError> {
    let parent = match of {
        Some(id) => Some(record::get(conn, id).await?.party),
        None => None,
    };
    let rows = party::Entity::find()
        .filter(party::Column::Kind.eq(KIND))
        .filter(party::Column::DeletedAt.is_null())
        .filter(Expr::cust(OF_A_CUSTOMER))
        .apply_if(parent, |query, parent| query.filter(party::Column::ParentId.eq(parent.0)))
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
