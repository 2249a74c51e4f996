//! A search of the whole file: begun once, moved on page by page by whoever has time for it.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::duplicate::{PairState, SearchState};
use domain::event::{EventKind, NewEvent};
use domain::id::DuplicateSearchId;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{gather, part};
use crate::db::{Db, Write};
use crate::entity::duplicate_search::{ActiveModel, Column, Entity, Model};
use crate::entity::{duplicate_pair, party};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;
use crate::{event, outbox};

/// The kind of job that looks at a search.
pub const SEARCH: &str = "search_duplicates";

/// A search as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRecord {
    /// Its id.
    pub id: DuplicateSearchId,
    /// What it is doing.
    pub state: SearchState,
    /// Parties gathered, then parts compared.
    pub done: u64,
    /// Of how many.
    pub total: u64,
    /// Pairs that it found, once it is done.
    pub found: u64,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// Who asked.
    pub begun_by: String,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    after: Option<Uuid>,
    part: i32,
}

const NO_SEARCH: StoreError = StoreError::NotFound { noun: "duplicate_search" };

/// Begins a search and asks for a job to move it on; the one that is under way when there is one.
///
/// # Errors
/// [`StoreError::Conflict`] with `duplicate_search_running` when another begins at the same time.
pub async fn begin(
    db: &Db,
    context: &Context,
    idempotency: Option<&Idempotency>,
) -> Result<DuplicateSearchId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        if let Some(under_way) = unfinished(&**txn).await? {
            return Ok(under_way);
        }
        let id: DuplicateSearchId = context.id();
        let total = party::Entity::find().filter(gather::compared()).count(&**txn).await?;
        let row = ActiveModel {
            id: Set(id.0),
            state: Set(SearchState::Gathering.code().to_owned()),
            running: Set(true),
            done: Set(0),
            total: Set(i64::try_from(total).unwrap_or(i64::MAX)),
            after_party: Set(None),
            part: Set(0),
            found: Set(0),
            begun_at: Set(context.now),
            begun_by: Set(context.actor.to_string()),
            ended_at: Set(None),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        outbox::ask(&**txn, context, SEARCH, id.0, context.now).await?;
        let told = NewEvent::new(EventKind::DuplicateSearchBegun, "duplicate_search", id);
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// The search that is under way.
///
/// # Errors
/// When the database cannot be read.
pub async fn unfinished<C: ConnectionTrait>(
    conn: &C,
) -> Result<Option<DuplicateSearchId>, StoreError> {
    let row = Entity::find().filter(Column::Running.eq(true)).one(conn).await?;
    Ok(row.map(|row| row.id.into()))
}

/// One search; the latest when none is named.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn search<C: ConnectionTrait>(
    conn: &C,
    id: Option<DuplicateSearchId>,
) -> Result<SearchRecord, StoreError> {
    let rows = match id {
        Some(id) => Entity::find_by_id(id.0),
        None => Entity::find().order_by_desc(Column::Id).limit(1),
    };
    record(rows.one(conn).await?.ok_or(NO_SEARCH)?)
}

/// Does the next page of a search, in one short transaction, and answers how it stands then. A page that
/// another process did meanwhile is done once.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such search.
pub async fn advance(
    db: &Db,
    context: &Context,
    id: DuplicateSearchId,
) -> Result<SearchRecord, StoreError> {
    let at = search(db.read(), Some(id)).await?;
    match at.state {
        SearchState::Gathering => {
            let page = gather::page(db.read(), at.after).await?;
            let txn = db.begin().await?;
            let Some(last) = page.last else {
                let parts = part::PARTS.into();
                let moved = step(&txn, &at, SearchState::Comparing, None, 0, parts).await?;
                return finish(txn, moved, db, id).await;
            };
            let done = at.done.saturating_add(page.parties);
            let total = at.total.max(done);
            let moved = step(&txn, &at, SearchState::Gathering, Some(last), done, total).await?;
            if moved {
                gather::write(&*txn, &page.keys).await?;
            }
            finish(txn, moved, db, id).await
        }
        SearchState::Comparing if at.part < i32::from(part::PARTS) => {
            let pairs = part::compare(db.read(), at.part).await?;
            let txn = db.begin().await?;
            let done = at.done.saturating_add(1);
            let moved = step(&txn, &at, SearchState::Comparing, None, done, at.total).await?;
            if moved {
                part::write(&*txn, context, id, at.part, &pairs).await?;
            }
            finish(txn, moved, db, id).await
        }
        SearchState::Comparing => {
            end(db, context, &at).await?;
            search(db.read(), Some(id)).await
        }
        SearchState::Done => Ok(at),
    }
}

async fn finish(
    txn: Write,
    moved: bool,
    db: &Db,
    id: DuplicateSearchId,
) -> Result<SearchRecord, StoreError> {
    if moved {
        txn.commit().await?;
    } else {
        drop(txn);
    }
    search(db.read(), Some(id)).await
}

/// Moves the search on from where it was read; false when another process did.
async fn step(
    txn: &Write,
    at: &SearchRecord,
    state: SearchState,
    after: Option<Uuid>,
    done: u64,
    total: u64,
) -> Result<bool, StoreError> {
    let compared = i32::from(at.state == SearchState::Comparing);
    let moved = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::AfterParty, Expr::value(after))
        .col_expr(Column::Done, Expr::value(i64::try_from(done).unwrap_or(i64::MAX)))
        .col_expr(Column::Total, Expr::value(i64::try_from(total).unwrap_or(i64::MAX)))
        .col_expr(Column::Part, Expr::value(at.part + compared))
        .filter(Column::Id.eq(at.id.0))
        .filter(Column::State.eq(at.state.code()))
        .filter(Column::Done.eq(i64::try_from(at.done).unwrap_or(i64::MAX)))
        .filter(Column::Part.eq(at.part))
        .exec(&**txn)
        .await?;
    Ok(moved.rows_affected > 0)
}

/// Ends a search: open pairs that it did not find again are no longer alike.
async fn end(db: &Db, context: &Context, at: &SearchRecord) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    duplicate_pair::Entity::delete_many()
        .filter(duplicate_pair::Column::State.eq(PairState::Open.code()))
        .filter(duplicate_pair::Column::SearchId.ne(at.id.0))
        .exec(&*txn)
        .await?;
    let found = duplicate_pair::Entity::find()
        .filter(duplicate_pair::Column::State.eq(PairState::Open.code()))
        .count(&*txn)
        .await?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(SearchState::Done.code()))
        .col_expr(Column::Running, Expr::value(false))
        .col_expr(Column::Found, Expr::value(i64::try_from(found).unwrap_or(i64::MAX)))
        .col_expr(Column::EndedAt, Expr::value(context.now))
        .filter(Column::Id.eq(at.id.0))
        .filter(Column::State.eq(SearchState::Comparing.code()))
        .exec(&*txn)
        .await?;
    txn.commit().await
}

fn record(row: Model) -> Result<SearchRecord, StoreError> {
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(SearchRecord {
        id: row.id.into(),
        state: row.state.parse().map_err(|why| unreadable("duplicate_search.state", why))?,
        done: count(row.done),
        total: count(row.total),
        found: count(row.found),
        begun_at: row.begun_at,
        begun_by: row.begun_by,
        ended_at: row.ended_at,
        after: row.after_party,
        part: row.part,
    })
}
