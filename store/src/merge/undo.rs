//! Undoing a merge: both as they were, row for row, unless something newer depends on it. Here those of
//! customers; [`super::member`] undoes those of people and of establishments.

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::MergeId;
use domain::merge::{MergeKind, MergeRefusal, MergeState, MergingEstablishment, MergingPerson};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::journal::{self, Owners};
use super::links::{LINKS, Owner};
use super::perform::lock;
use super::read::NO_MERGE;
use super::{depended, desk, file, lists, member, pair, tasks};
use crate::db::{Db, Write};
use crate::entity::merge::{Column, Entity, Model};
use crate::entity::{merged_customer, party};
use crate::erasure;
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::search;
use crate::sql::unreadable;

/// Undoes a merge. What was made for the survivor since and does not depend on what the merge moved
/// stays with the survivor.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] with `merge_undone`, or with `merge_depended` naming
/// what depends on it.
pub async fn undo(
    db: &Db,
    context: &Context,
    id: MergeId,
    idempotency: Option<&Idempotency>,
) -> Result<MergeId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        undo_in(&**txn, context, id).await
    })
    .await
}

async fn undo_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MergeId,
) -> Result<MergeId, StoreError> {
    let read = Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_MERGE)?;
    let kind: MergeKind = read.kind.parse().map_err(|why| unreadable("merge.kind", why))?;
    match kind {
        MergeKind::Customer => undo_customers(conn, context, &read).await?,
        MergeKind::Person => member::undo::<MergingPerson, _>(conn, context, &read).await?,
        MergeKind::Establishment => {
            member::undo::<MergingEstablishment, _>(conn, context, &read).await?;
        }
    }
    Ok(id)
}

async fn undo_customers<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    read: &Model,
) -> Result<(), StoreError> {
    let id: MergeId = read.id.into();
    lock(conn, [read.survivor_customer_id.into(), read.other_customer_id.into()]).await?;
    mark(conn, context, id).await?;
    refuse_if_depended(conn, id, read).await?;
    let parties = Owners { from: read.other_party_id, to: read.survivor_party_id };
    let customers = Owners { from: read.other_customer_id, to: read.survivor_customer_id };
    merged_customer::Entity::delete_by_id(read.other_customer_id).exec(conn).await?;
    for link in LINKS.iter().rev() {
        let owners = if link.owner == Owner::Party { parties } else { customers };
        journal::give_back(conn, id, link, owners).await?;
    }
    lists::give_back(conn, id, parties).await?;
    tasks::give_back(conn, id, customers).await?;
    desk::give_back(conn, context, id).await?;
    file::give_back(conn, context, id).await?;
    pair::give_back(conn, id).await?;
    search::note_family_changed(
        conn,
        context,
        [read.survivor_party_id.into(), read.other_party_id.into()],
    )
    .await?;
    let told = NewEvent::new(EventKind::MergeUndone, "merge", id)
        .of_customer(read.survivor_customer_id.into())
        .of_party(read.survivor_party_id.into())
        .also_of(read.other_customer_id)
        .with(json!({ "survivor": read.survivor_customer_id, "other": read.other_customer_id }));
    event::record(conn, context, vec![told]).await
}

/// Marks a merge as undone.
///
/// # Errors
/// [`MergeRefusal::Undone`] when it is already.
pub(super) async fn mark<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: MergeId,
) -> Result<(), StoreError> {
    let undone = Entity::update_many()
        .col_expr(Column::State, Expr::value(MergeState::Undone.code()))
        .col_expr(Column::UndoneAt, Expr::value(context.now))
        .col_expr(Column::UndoneBy, Expr::value(context.actor.to_string()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(MergeState::Done.code()))
        .exec(conn)
        .await?;
    if undone.rows_affected == 0 {
        return Err(MergeRefusal::Undone.into());
    }
    Ok(())
}

/// A survivor that was merged on is given back by that merge first, and of one that was erased nothing is
/// left to give back.
pub(super) async fn refuse_if_gone<C: ConnectionTrait>(
    conn: &C,
    merge: &Model,
) -> Result<(), StoreError> {
    let survivor = party::Entity::find_by_id(merge.survivor_party_id).one(conn).await?;
    if survivor.is_none_or(|survivor| survivor.merged_into.is_some()) {
        return Err(MergeRefusal::Depended("merge".to_owned()).into());
    }
    if erasure::any(conn, &[merge.survivor_party_id, merge.other_party_id]).await? {
        return Err(MergeRefusal::Depended("erasure".to_owned()).into());
    }
    Ok(())
}

async fn refuse_if_depended<C: ConnectionTrait>(
    conn: &C,
    id: MergeId,
    merge: &Model,
) -> Result<(), StoreError> {
    refuse_if_gone(conn, merge).await?;
    let newer = depended::tables(conn, id, merge.survivor_customer_id).await?;
    if newer.is_empty() {
        return Ok(());
    }
    Err(MergeRefusal::Depended(newer.join(", ")).into())
}
