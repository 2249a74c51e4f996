//! Merges as they stand, and where a merged customer went.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{CustomerId, MergeId, PartyId};
use domain::merge::{Choice, EstablishmentField, MergeField, MergeKind, MergeState, PersonField};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, raw_sql,
};
use uuid::Uuid;

use crate::entity::merge::{Column, Entity, Model};
use crate::entity::{customer, merged_customer, party};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::{ROWS, on, unreadable};

/// A merge as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeRecord {
    /// Its id.
    pub id: MergeId,
    /// What was merged.
    pub kind: MergeKind,
    /// The customer that stayed, or that of the person or of the establishment that stayed.
    pub survivor: CustomerId,
    /// Its party; of people and of establishments, the one that stayed.
    pub survivor_party: PartyId,
    /// The customer that was merged into it, or that of the person or of the establishment that was.
    pub other: CustomerId,
    /// Its party; of people and of establishments, the one that was merged.
    pub other_party: PartyId,
    /// What was chosen, by the codes of [`MergeField`], of [`PersonField`] or of [`EstablishmentField`], in
    /// their order.
    pub choices: Vec<(&'static str, Choice)>,
    /// Whether it still holds.
    pub state: MergeState,
    /// When it was done.
    pub merged_at: DateTime<Utc>,
    /// By whom.
    pub merged_by: String,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
    /// By whom.
    pub undone_by: Option<String>,
}

pub(super) const NO_MERGE: StoreError = StoreError::NotFound { noun: "merge" };

/// One merge.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn get<C: ConnectionTrait>(conn: &C, id: MergeId) -> Result<MergeRecord, StoreError> {
    record(Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_MERGE)?)
}

/// A page of merges, of one customer, its people and its establishments or of all, in their order; those that were undone too.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    customer: Option<CustomerId>,
    request: PageRequest,
) -> Result<Page<MergeRecord>, StoreError> {
    let mut rows = Entity::find();
    if let Some(customer) = customer {
        let of = Condition::any()
            .add(Column::SurvivorCustomerId.eq(customer.0))
            .add(Column::OtherCustomerId.eq(customer.0));
        rows = rows.filter(of);
    }
    if let Some(after) = request.after {
        rows = rows.filter(Column::Id.gt(after));
    }
    let rows = rows.order_by_asc(Column::Id).limit(request.rows()).all(conn).await?;
    let page = Page::cut(rows, request, |row| row.id);
    let items = page.items.into_iter().map(record).collect::<Result<_, _>>()?;
    Ok(Page { items, next: page.next })
}

fn record(row: Model) -> Result<MergeRecord, StoreError> {
    let unread = |why: String| unreadable("merge.choices", why);
    let kind: MergeKind = row.kind.parse().map_err(|why| unreadable("merge.kind", why))?;
    let fields: Vec<&'static str> = match kind {
        MergeKind::Customer => MergeField::ALL.iter().map(|field| field.code()).collect(),
        MergeKind::Person => PersonField::ALL.iter().map(|field| field.code()).collect(),
        MergeKind::Establishment => {
            EstablishmentField::ALL.iter().map(|field| field.code()).collect()
        }
    };
    let mut chosen: HashMap<String, String> =
        serde_json::from_value(row.choices).map_err(|why| unread(why.to_string()))?;
    let mut choices: Vec<(&'static str, Choice)> = Vec::with_capacity(chosen.len());
    for field in fields {
        if let Some(choice) = chosen.remove(field) {
            choices.push((field, choice.parse().map_err(|_| unread(choice))?));
        }
    }
    if let Some(field) = chosen.into_keys().next() {
        return Err(unread(field));
    }
    Ok(MergeRecord {
        id: row.id.into(),
        kind,
        survivor: row.survivor_customer_id.into(),
        survivor_party: row.survivor_party_id.into(),
        other: row.other_customer_id.into(),
        other_party: row.other_party_id.into(),
        choices,
        state: row.state.parse().map_err(|why| unreadable("merge.state", why))?,
        merged_at: row.merged_at,
        merged_by: row.merged_by,
        undone_at: row.undone_at,
        undone_by: row.undone_by,
    })
}

/// The customer itself, or the one that it was merged into.
///
/// # Errors
/// When the database cannot be read.
pub async fn resolve<C: ConnectionTrait>(
    conn: &C,
    id: CustomerId,
) -> Result<CustomerId, StoreError> {
    let merged = merged_customer::Entity::find_by_id(id.0).one(conn).await?;
    Ok(merged.map_or(id, |merged| merged.into_customer_id.into()))
}

/// The person or the establishment itself, or the one that it was merged into, which stands by itself.
///
/// # Errors
/// When the database cannot be read.
pub async fn resolve_party<C: ConnectionTrait>(
    conn: &C,
    id: PartyId,
) -> Result<PartyId, StoreError> {
    let row = party::Entity::find_by_id(id.0).one(conn).await?;
    Ok(row.and_then(|row| row.merged_into).map_or(id, PartyId))
}

/// Whose events the timeline of a person or of an establishment shows: its own, and those of all that were merged into it.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn kin<C: ConnectionTrait>(
    conn: &C,
    id: PartyId,
) -> Result<Vec<PartyId>, StoreError> {
    let merged: Vec<Uuid> = party::Entity::find()
        .select_only()
        .column(party::Column::Id)
        .filter(party::Column::MergedInto.eq(id.0))
        .order_by_asc(party::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(std::iter::once(id).chain(merged.into_iter().map(PartyId)).collect())
}

/// Whose events the timeline of a customer shows: its own, and those of all that were merged into it.
///
/// # Errors
/// When the database cannot be read.
pub async fn identities<C: ConnectionTrait>(
    conn: &C,
    id: CustomerId,
) -> Result<Vec<(CustomerId, PartyId)>, StoreError> {
    let own = customer::Entity::find_by_id(id.0).one(conn).await?;
    let merged = merged_customer::Entity::find()
        .filter(merged_customer::Column::IntoCustomerId.eq(id.0))
        .order_by_asc(merged_customer::Column::CustomerId)
        .all(conn)
        .await?;
    let own = own.into_iter().map(|row| (row.id.into(), row.party_id.into()));
    let merged = merged.into_iter().map(|row| (row.customer_id.into(), row.party_id.into()));
    Ok(own.chain(merged).collect())
}

/// The survivors behind the references of merged customers, by the keys of these references.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn survivors_of_references<C: ConnectionTrait>(
    conn: &C,
    keys: &[String],
) -> Result<HashMap<String, CustomerId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        reference_key: String,
        into_customer_id: Uuid,
    }
    let mut found = HashMap::new();
    for keys in keys.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT c.reference_key, m.into_customer_id
               FROM customer c JOIN merged_customer m ON m.customer_id = c.id
               WHERE c.reference_key IN ({..keys}) AND c.deleted_at IS NOT NULL"#
        );
        let rows = Row::find_by_statement(on(conn, statement)).all(conn).await?;
        found.extend(rows.into_iter().map(|row| (row.reference_key, row.into_customer_id.into())));
    }
    Ok(found)
}
