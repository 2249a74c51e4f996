//! The people and the establishments of all customers, for whoever needs them at once.

use std::collections::HashMap;

use domain::id::CustomerId;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::establishment::{EstablishmentRecord, KIND as ESTABLISHMENT, whole as establishments};
use super::person::{KIND as PERSON, PersonRecord, whole as people};
use crate::customer::record;
use crate::entity::{customer, party};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};

/// Asked of each party on the way, so that no page reads all customers.
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
    let Members { rows, customers } = members(conn, PERSON, of, page).await?;
    let mut found = people(conn, rows, None).await?;
    for record in &mut found {
        record.customer = customers.get(&record.id.0).copied();
    }
    Ok(Page::cut(found, page, |record| record.id.0))
}

/// A page of the establishments of a customer, or of all of them, in the order in which they were added.
/// Those of a customer that was deleted are left out.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn everywhere<C: ConnectionTrait>(
    conn: &C,
    of: Option<CustomerId>,
    page: PageRequest,
) -> Result<Page<EstablishmentRecord>, StoreError> {
    let Members { rows, customers } = members(conn, ESTABLISHMENT, of, page).await?;
    let mut found = establishments(conn, rows, None).await?;
    for record in &mut found {
        record.customer = customers.get(&record.id.0).copied();
    }
    Ok(Page::cut(found, page, |record| record.id.0))
}

/// Parties below customers.
struct Members {
    rows: Vec<party::Model>,
    /// The customer of each.
    customers: HashMap<Uuid, CustomerId>,
}

/// A page of the parties of a kind that were not deleted.
async fn members<C: ConnectionTrait>(
    conn: &C,
    kind: &'static str,
    of: Option<CustomerId>,
    page: PageRequest,
) -> Result<Members, StoreError> {
    let parent = match of {
        Some(id) => Some(record::get(conn, id).await?.party),
        None => None,
    };
    let rows = party::Entity::find()
        .filter(party::Column::Kind.eq(kind))
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
    let known = customers(conn, &parents, of).await?;
    let customers = parents
        .into_iter()
        .filter_map(|(id, parent)| Some((id, known.get(&parent).copied()?)))
        .collect();
    Ok(Members { rows, customers })
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
