//! An attached file that was taken off is taken back, with its bytes as they were.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::AttachmentId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::NO_ATTACHMENT;
use crate::db::Db;
use crate::entity::attachment::{Column, Entity};
use crate::entity::customer;
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};

/// Takes an attached file back that was taken off.
///
/// # Errors
/// [`StoreError::Refused`] with `attachment_not_deleted`, or with `customer_deleted` when its customer is to be
/// restored first; [`StoreError::NotFound`].
pub async fn restore_attachment(
    db: &Db,
    context: &Context,
    id: AttachmentId,
    idempotency: Option<&Idempotency>,
) -> Result<AttachmentId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let row = Entity::find_by_id(id.0).one(&**txn).await?.ok_or(NO_ATTACHMENT)?;
        if row.deleted_at.is_none() {
            return Err(StoreError::refused("attachment_not_deleted"));
        }
        let of = customer::Entity::find_by_id(row.customer_id).one(&**txn).await?;
        if of.is_none_or(|customer| customer.deleted_at.is_some()) {
            return Err(StoreError::refused("customer_deleted"));
        }
        let back = Entity::update_many()
            .col_expr(Column::DeletedAt, Expr::value(None::<DateTime<Utc>>))
            .filter(Column::Id.eq(id.0))
            .filter(Column::DeletedAt.is_not_null())
            .exec(&**txn)
            .await?;
        if back.rows_affected == 0 {
            return Err(StoreError::refused("attachment_not_deleted"));
        }
        let told = NewEvent::new(EventKind::AttachmentRestored, "attachment", id)
            .of_customer(row.customer_id.into());
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}
