//! Undoing an import of customers: what it made is removed, what it changed is given back what it was.
//!
//! First every customer is looked at, and when anything newer depends on one nothing is undone. Then
//! pages of a thousand, each one transaction that looks again at its own: a kill leaves whole pages,
//! and the same command goes on.
//!
//! What people refused or objected to by an import stays (GDPR 7(3), 21(3)): the records are append-only, and
//! the addresses stay suppressed, also those of customers that are removed. No machine undoes a no.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, ImportId};
use domain::import::{ImportKind, Verdict};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use super::depends::{Dependant, Touched, newer};
use super::record::{ImportRecord, ImportState, get};
use super::{Progress, Surroundings, image};
use crate::customer::{lock, remove_many, restore_many};
use crate::db::{Db, Write};
use crate::entity::{import, import_image, import_revert, import_row};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::sql::ROWS;

/// What became of undoing an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reverted {
    /// It is undone.
    Done(Box<ImportRecord>),
    /// It stays, for what is newer; the first thousand of it.
    Held(Vec<Dependant>),
}

/// The most dependants that are told.
const TOLD: usize = 1_000;

/// Undoes an applied import of customers, or goes on with one whose undoing was interrupted.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] with `import_not_applied`, or with
/// `import_of_invoices` since a posted invoice never changes; [`StoreError::Conflict`] with
/// `broken_reference` when something refers to a customer that no timeline tells.
pub async fn revert(
    db: &Db,
    id: ImportId,
    surroundings: &Surroundings<'_>,
) -> Result<Reverted, StoreError> {
    let import = get(db.read(), id).await?;
    if import.kind != ImportKind::Customers {
        return Err(StoreError::refused("import_of_invoices"));
    }
    match import.state {
        ImportState::Reverted => return Ok(Reverted::Done(Box::new(import))),
        ImportState::Applied | ImportState::Reverting => {}
        state => {
            return Err(Refusal::new("import_not_applied").with("state", state.code()).into());
        }
    }
    let held = look(db, &import).await?;
    if !held.is_empty() {
        return Ok(Reverted::Held(held));
    }
    begin(db, &(surroundings.context)(), id).await?;
    let total = import.to_apply();
    let mut done = import.removed + import.restored;
    // The newest first: what a row changed that another one of the same import had made.
    for step in [Step::Restore, Step::Remove] {
        let mut after = 0;
        loop {
            (surroundings.progress)(Progress::Reverting { done, total });
            match page(db, &(surroundings.context)(), &import, step, after).await? {
                Paged::Held(held) => return Ok(Reverted::Held(held)),
                Paged::End => break,
                Paged::Done(rows, last) => {
                    done += rows;
                    after = last;
                }
            }
        }
    }
    conclude(db, &(surroundings.context)(), id).await?;
    Ok(Reverted::Done(Box::new(get(db.read(), id).await?)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Restore,
    Remove,
}

enum Paged {
    Done(u64, i32),
    End,
    Held(Vec<Dependant>),
}

/// A row that was applied: its line, its customer and when.
type Applied = (i32, CustomerId, DateTime<Utc>);

/// The next applied rows with a verdict.
async fn applied<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    verdict: Verdict,
    after: i32,
) -> Result<Vec<Applied>, StoreError> {
    let mut which = import_row::Column::ImportId.eq(id.0);
    if verdict == Verdict::Update {
        // Where a row brought nothing but a no, there is nothing to give back.
        let changed = Query::select()
            .column(import_image::Column::Line)
            .from(import_image::Entity)
            .and_where(import_image::Column::ImportId.eq(id.0))
            .to_owned();
        which = which.and(import_row::Column::Line.in_subquery(changed));
    }
    let rows = import_row::Entity::find()
        .select_only()
        .column(import_row::Column::Line)
        .column(import_row::Column::ObjectId)
        .column(import_row::Column::AppliedAt)
        .filter(which)
        .filter(import_row::Column::Line.gt(after))
        .filter(import_row::Column::Verdict.eq(verdict.code()))
        .filter(import_row::Column::AppliedAt.is_not_null())
        .order_by_asc(import_row::Column::Line)
        .limit(u64::try_from(ROWS).unwrap_or(u64::MAX))
        .into_tuple::<(i32, Option<uuid::Uuid>, Option<DateTime<Utc>>)>()
        .all(conn)
        .await?;
    let whole = |(line, id, at): (i32, Option<uuid::Uuid>, Option<DateTime<Utc>>)| {
        Some((line, id?.into(), at?))
    };
    Ok(rows.into_iter().filter_map(whole).collect())
}

/// What stands against it, the customers that are undone already left out.
async fn look(db: &Db, import: &ImportRecord) -> Result<Vec<Dependant>, StoreError> {
    let mut held = Vec::new();
    for verdict in [Verdict::Update, Verdict::Create] {
        let mut after = 0;
        loop {
            let rows = applied(db.read(), import.id, verdict, after).await?;
            let Some((last, ..)) = rows.last() else { break };
            after = *last;
            held.extend(newer(db.read(), import.id, &touched(&rows)).await?);
            if held.len() >= TOLD {
                held.truncate(TOLD);
                return Ok(held);
            }
        }
    }
    Ok(held)
}

fn touched(rows: &[Applied]) -> Vec<Touched> {
    rows.iter().map(|(_, customer, at)| Touched { customer: *customer, at: *at }).collect()
}

async fn begin(db: &Db, context: &Context, id: ImportId) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = import_revert::ActiveModel {
        import_id: Set(id.0),
        state: Set(ImportState::Reverting.code().to_owned()),
        removed: Set(0),
        restored: Set(0),
        created_at: Set(context.now),
        created_by: Set(context.actor.to_string()),
        updated_at: Set(context.now),
    };
    let once = OnConflict::column(import_revert::Column::ImportId).do_nothing().to_owned();
    import_revert::Entity::insert(row).on_conflict(once).exec_without_returning(&*txn).await?;
    txn.commit().await
}

/// Undoes a page in one transaction.
async fn page(
    db: &Db,
    context: &Context,
    import: &ImportRecord,
    step: Step,
    after: i32,
) -> Result<Paged, StoreError> {
    let txn = db.begin().await?;
    // The first statement takes the row of the import: two processes undo in turns.
    advance(&txn, context, import.id, 0, 0).await?;
    let verdict = match step {
        Step::Restore => Verdict::Update,
        Step::Remove => Verdict::Create,
    };
    let rows = applied(&*txn, import.id, verdict, after).await?;
    let Some((last, ..)) = rows.last().copied() else { return Ok(Paged::End) };
    let ids: Vec<CustomerId> = rows.iter().map(|(_, id, _)| *id).collect();
    lock(&*txn, &ids).await?;
    let held = newer(&*txn, import.id, &touched(&rows)).await?;
    if !held.is_empty() {
        return Ok(Paged::Held(held));
    }
    let instants: Vec<DateTime<Utc>> =
        rows.iter().map(|(_, _, at)| *at).collect::<BTreeSet<_>>().into_iter().collect();
    let done = match step {
        Step::Restore => {
            let restored = restore(&txn, context, import.id, &rows, &instants).await?;
            advance(&txn, context, import.id, 0, restored).await?;
            restored
        }
        Step::Remove => {
            let removed = remove_many(&*txn, context, &ids, import.id, &instants).await?;
            advance(&txn, context, import.id, removed, 0).await?;
            removed
        }
    };
    txn.commit().await?;
    Ok(Paged::Done(done, last))
}

/// Gives the customers of a page back what they were. An image goes as it is used: a row without one
/// is undone already.
async fn restore(
    txn: &Write,
    context: &Context,
    id: ImportId,
    rows: &[Applied],
    instants: &[DateTime<Utc>],
) -> Result<u64, StoreError> {
    let lines = || {
        let lines = rows.iter().map(|(line, ..)| *line);
        import_image::Column::ImportId.eq(id.0).and(import_image::Column::Line.is_in(lines))
    };
    let kept = import_image::Entity::find().filter(lines()).all(&**txn).await?;
    let images: Result<Vec<_>, StoreError> = kept.into_iter().map(image::read).collect();
    let images = images?;
    restore_many(&**txn, context, &images, id, instants).await?;
    import_image::Entity::delete_many().filter(lines()).exec(&**txn).await?;
    Ok(u64::try_from(images.len()).unwrap_or(0))
}

async fn advance(
    txn: &Write,
    context: &Context,
    id: ImportId,
    removed: u64,
    restored: u64,
) -> Result<(), StoreError> {
    let more = |count: u64| i64::try_from(count).unwrap_or(0);
    let (was, had) = (import_revert::Column::Removed, import_revert::Column::Restored);
    import_revert::Entity::update_many()
        .col_expr(was, Expr::col(was).add(more(removed)))
        .col_expr(had, Expr::col(had).add(more(restored)))
        .col_expr(import_revert::Column::UpdatedAt, Expr::value(context.now))
        .filter(import_revert::Column::ImportId.eq(id.0))
        .exec(&**txn)
        .await?;
    Ok(())
}

async fn conclude(db: &Db, context: &Context, id: ImportId) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let changed = import_revert::Entity::update_many()
        .col_expr(import_revert::Column::State, Expr::value(ImportState::Reverted.code()))
        .col_expr(import_revert::Column::UpdatedAt, Expr::value(context.now))
        .filter(import_revert::Column::ImportId.eq(id.0))
        .filter(import_revert::Column::State.eq(ImportState::Reverting.code()))
        .exec(&*txn)
        .await?;
    if changed.rows_affected == 1 {
        let now = get(&*txn, id).await?;
        let data = json!({ "removed": now.removed, "restored": now.restored });
        let told = NewEvent::new(EventKind::ImportReverted, "import", id).with(data);
        event::record(&*txn, context, vec![told]).await?;
        import::Entity::update_many()
            .col_expr(import::Column::UpdatedAt, Expr::value(context.now))
            .filter(import::Column::Id.eq(id.0))
            .exec(&*txn)
            .await?;
    }
    txn.commit().await
}
