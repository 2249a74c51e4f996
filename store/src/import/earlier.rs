//! Earlier imports of the same file: one that was interrupted goes on, one that was never applied is
//! given up and its rows are removed.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::ImportId;
use domain::import::Reading;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::record::{ImportRecord, ImportState, records};
use super::source::Examined;
use super::{ImportError, Surroundings};
use crate::db::Db;
use crate::entity::{import, import_duplicate, import_fault, import_notice, import_row};
use crate::error::StoreError;
use crate::event;

/// What became of earlier imports of the same file: the one that is to go on, and when one was
/// applied. The ones that were never applied are given up.
pub(super) async fn earlier(
    db: &Db,
    surroundings: &Surroundings<'_>,
    examined: &Examined,
    reading: &Reading,
) -> Result<(Option<ImportRecord>, Option<DateTime<Utc>>), ImportError> {
    let rows = import::Entity::find()
        .filter(import::Column::Digest.eq(&examined.digest))
        .filter(import::Column::Kind.eq(reading.kind.code()))
        .filter(import::Column::State.ne(ImportState::Cancelled.code()))
        .order_by_desc(import::Column::Id)
        .all(db.read())
        .await?;
    let mut resumed = None;
    let mut applied = None;
    for found in records(db.read(), rows).await? {
        match found.state {
            ImportState::Applied if applied.is_none() => applied = Some(found.updated_at),
            ImportState::Applying if resumed.is_none() && found.reading == *reading => {
                resumed = Some(found);
            }
            ImportState::Applying => {
                cancel(db, &(surroundings.context)(), found.id, false).await?;
            }
            ImportState::Planning | ImportState::Planned => {
                cancel(db, &(surroundings.context)(), found.id, true).await?;
            }
            ImportState::Applied
            | ImportState::Cancelled
            | ImportState::Reverting
            | ImportState::Reverted => {}
        }
    }
    Ok((resumed, applied))
}

/// Gives an import up; one that was never applied loses its rows too.
pub(super) async fn cancel(
    db: &Db,
    context: &Context,
    id: ImportId,
    forget: bool,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    import::Entity::update_many()
        .col_expr(import::Column::State, Expr::value(ImportState::Cancelled.code()))
        .col_expr(import::Column::UpdatedAt, Expr::value(context.now))
        .filter(import::Column::Id.eq(id.0))
        .exec(&*txn)
        .await?;
    let told = NewEvent::new(EventKind::ImportCancelled, "import", id);
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await?;
    if forget { forget_rows(db, id).await } else { Ok(()) }
}

/// Removes the rows of an import in short transactions.
pub(super) async fn forget_rows(db: &Db, id: ImportId) -> Result<(), StoreError> {
    /// Lines of one transaction.
    const LINES: i32 = 20_000;
    let last: Option<i32> = import_row::Entity::find()
        .select_only()
        .column_as(import_row::Column::Line.max(), "last")
        .filter(import_row::Column::ImportId.eq(id.0))
        .into_tuple::<Option<i32>>()
        .one(db.read())
        .await?
        .flatten();
    let mut upto = 0;
    while upto < last.unwrap_or(0) {
        upto = upto.saturating_add(LINES);
        let txn = db.begin().await?;
        import_row::Entity::delete_many()
            .filter(import_row::Column::ImportId.eq(id.0))
            .filter(import_row::Column::Line.lte(upto))
            .exec(&*txn)
            .await?;
        import_fault::Entity::delete_many()
            .filter(import_fault::Column::ImportId.eq(id.0))
            .filter(import_fault::Column::Line.lte(upto))
            .exec(&*txn)
            .await?;
        import_duplicate::Entity::delete_many()
            .filter(import_duplicate::Column::ImportId.eq(id.0))
            .filter(import_duplicate::Column::Line.lte(upto))
            .exec(&*txn)
            .await?;
        import_notice::Entity::delete_many()
            .filter(import_notice::Column::ImportId.eq(id.0))
            .filter(import_notice::Column::Line.lte(upto))
            .exec(&*txn)
            .await?;
        txn.commit().await?;
    }
    Ok(())
}
