//! A segment that was deleted is taken back, as it was, unless another one has its name by now.

use domain::context::Context;
use domain::event::EventKind;
use domain::id::SegmentId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::record::{MISSING, tell};
use crate::db::Db;
use crate::entity::segment::{ActiveModel, Column, Entity};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};

/// Takes a deleted segment back, as it was.
///
/// # Errors
/// [`StoreError::Conflict`] when another one has the name by now; [`StoreError::Refused`] with
/// `segment_not_deleted`; [`StoreError::NotFound`].
pub async fn restore(
    db: &Db,
    context: &Context,
    id: SegmentId,
    idempotency: Option<&Idempotency>,
) -> Result<SegmentId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let row = Entity::find_by_id(id.0).one(&**txn).await?.ok_or(MISSING)?;
        let version = row.version.saturating_add(1);
        let back = ActiveModel {
            version: Set(version),
            updated_at: Set(context.now),
            updated_by: Set(context.actor.to_string()),
            deleted_at: Set(None),
            ..Default::default()
        };
        let changed = Entity::update_many()
            .set(back)
            .filter(Column::Id.eq(id.0))
            .filter(Column::DeletedAt.is_not_null())
            .filter(Column::Version.eq(row.version))
            .exec(&**txn)
            .await?;
        if changed.rows_affected == 0 {
            return Err(StoreError::refused("segment_not_deleted"));
        }
        tell(txn, context, EventKind::SegmentRestored, id, version, Vec::new()).await?;
        Ok(id)
    })
    .await
}
