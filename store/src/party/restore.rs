//! People and establishments that were deleted are taken back, as they were.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::PartyId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{customers_of, kept, told_to};
use crate::db::Db;
use crate::entity::party::{Column, Entity};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::search;
use crate::{erasure, event};

/// Takes a deleted person back, as it was.
///
/// # Errors
/// [`StoreError::Refused`] with `person_not_deleted`, with `customer_deleted` when its customer is to be
/// restored first, with `customer_merged` or `customer_erased` when it was; [`StoreError::NotFound`].
pub async fn restore_person(
    db: &Db,
    context: &Context,
    id: PartyId,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let told = NewEvent::new(EventKind::PersonRestored, "person", id);
        if take_back(&**txn, context, id, "person", told).await? {
            Ok(id)
        } else {
            Err(StoreError::refused("person_not_deleted"))
        }
    })
    .await
}

/// Takes a deleted establishment back, as it was.
///
/// # Errors
/// [`StoreError::Refused`] with `establishment_not_deleted`, with `customer_deleted` when its customer is
/// to be restored first, with `customer_erased` when it was; [`StoreError::NotFound`].
pub async fn restore_establishment(
    db: &Db,
    context: &Context,
    id: PartyId,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let told = NewEvent::new(EventKind::EstablishmentRestored, "establishment", id);
        if take_back(&**txn, context, id, "establishment", told).await? {
            Ok(id)
        } else {
            Err(StoreError::refused("establishment_not_deleted"))
        }
    })
    .await
}

/// Takes the party back and tells of it; false when it is not deleted.
async fn take_back<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: PartyId,
    kind: &'static str,
    told: NewEvent,
) -> Result<bool, StoreError> {
    let row = kept(conn, id, kind).await?;
    if row.deleted_at.is_none() {
        return Ok(false);
    }
    if row.merged_into.is_some() {
        return Err(StoreError::refused("customer_merged"));
    }
    if erasure::any(conn, &[row.id]).await? {
        return Err(StoreError::refused("customer_erased"));
    }
    let parent = match row.parent_id {
        Some(parent) => Entity::find_by_id(parent).one(conn).await?,
        None => None,
    };
    // Nobody finds what stands below a deleted customer: it would be taken back to nowhere.
    if parent.is_none_or(|parent| parent.deleted_at.is_some()) {
        return Err(StoreError::refused("customer_deleted"));
    }
    let back = Entity::update_many()
        .col_expr(Column::DeletedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(context.now))
        .filter(Column::Id.eq(row.id))
        .filter(Column::DeletedAt.is_not_null())
        .exec(conn)
        .await?;
    if back.rows_affected == 0 {
        return Ok(false);
    }
    let customers = customers_of(conn, row.parent_id).await?;
    event::record(conn, context, vec![told_to(told.of_party(id), &customers)]).await?;
    search::note_changed(conn, context, [id]).await?;
    Ok(true)
}
