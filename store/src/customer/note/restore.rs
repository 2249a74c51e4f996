//! A note that was deleted is taken back, as it was.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::EventKind;
use domain::id::NoteId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{NO_NOTE, from_row, told};
use crate::db::Db;
use crate::entity::customer;
use crate::entity::note::{Column, Entity};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};

/// Takes a deleted note back, as it was.
///
/// # Errors
/// [`StoreError::Refused`] with `note_not_deleted`, or with `customer_deleted` when its customer is to be
/// restored first, or with `note_erased` when it was about somebody who was erased; [`StoreError::NotFound`].
pub async fn restore_note(
    db: &Db,
    context: &Context,
    id: NoteId,
    idempotency: Option<&Idempotency>,
) -> Result<NoteId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let row = Entity::find_by_id(id.0).one(&**txn).await?.ok_or(NO_NOTE)?;
        if row.deleted_at.is_none() {
            return Err(StoreError::refused("note_not_deleted"));
        }
        // Of a note about who was erased nothing is left.
        if row.body.is_empty() {
            return Err(StoreError::refused("note_erased"));
        }
        let of = customer::Entity::find_by_id(row.customer_id).one(&**txn).await?;
        if of.is_none_or(|customer| customer.deleted_at.is_some()) {
            return Err(StoreError::refused("customer_deleted"));
        }
        let back = Entity::update_many()
            .col_expr(Column::DeletedAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(context.now))
            .filter(Column::Id.eq(id.0))
            .filter(Column::DeletedAt.is_not_null())
            .exec(&**txn)
            .await?;
        if back.rows_affected == 0 {
            return Err(StoreError::refused("note_not_deleted"));
        }
        let told = told(EventKind::NoteRestored, &from_row(row)?);
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}
