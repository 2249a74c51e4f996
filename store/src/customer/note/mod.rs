//! Notes of a customer, its calls, visits, mails and letters: written, corrected, deleted; the timeline tells
//! of each.

mod everybody;
mod restore;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::{NoteFault, NoteKind, happened_at, note_text};
use domain::event::{ChangedValue, EventKind, NewEvent};
use domain::id::{CustomerId, NoteId, PartyId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::record;
use crate::db::Db;
use crate::entity::note::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};
use crate::party;
use crate::sql::unreadable;

pub use everybody::notes_of_all;
pub use restore::restore_note;

impl From<NoteFault> for Refusal {
    fn from(fault: NoteFault) -> Self {
        Self::new(fault.code())
    }
}

/// A note to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// How it came about.
    pub kind: NoteKind,
    /// The person it is about, one of the customer's.
    pub person: Option<PartyId>,
    /// The text.
    pub text: String,
    /// When what it tells of took place; now when absent.
    pub at: Option<DateTime<Utc>>,
}

/// What to change of a note; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteChange {
    /// How it came about.
    pub kind: Option<NoteKind>,
    /// The text.
    pub text: Option<String>,
    /// When what it tells of took place.
    pub at: Option<DateTime<Utc>>,
}

/// A note as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRecord {
    /// Its id.
    pub id: NoteId,
    /// The customer.
    pub customer: CustomerId,
    /// The person it is about.
    pub person: Option<PartyId>,
    /// How it came about.
    pub kind: NoteKind,
    /// The text.
    pub text: String,
    /// When what it tells of took place.
    pub at: DateTime<Utc>,
    /// Grows with each change.
    pub version: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
}

const NO_NOTE: StoreError = StoreError::NotFound { noun: "note" };

/// Writes a note about a customer.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`NoteFault`]; [`StoreError::NotFound`] when there is
/// no such customer, or no such person of it.
pub async fn write_note(
    db: &Db,
    context: &Context,
    customer: CustomerId,
    new: NewNote,
    idempotency: Option<&Idempotency>,
) -> Result<NoteId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        write_note_in(&**txn, context, customer, new).await
    })
    .await
}

/// [`write_note`] within a transaction.
///
/// # Errors
/// As [`write_note`].
pub(crate) async fn write_note_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customer: CustomerId,
    new: NewNote,
) -> Result<NoteId, StoreError> {
    let text = note_text(&new.text).map_err(Refusal::from)?;
    let at = happened_at(new.at, context.now).map_err(Refusal::from)?;
    record::lock(conn, &[customer]).await?;
    let of = record::get(conn, customer).await?.party;
    if let Some(person) = new.person {
        party::of_parent(conn, person, of).await?;
    }
    let id: NoteId = context.id();
    let row = ActiveModel {
        id: Set(id.0),
        customer_id: Set(customer.0),
        party_id: Set(new.person.map(|person| person.0)),
        kind: Set(new.kind.code().to_owned()),
        body: Set(text),
        happened_at: Set(at),
        version: Set(1),
        created_at: Set(context.now),
        created_by: Set(context.actor.to_string()),
        updated_at: Set(context.now),
        deleted_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    let told = NewEvent::new(EventKind::NoteWritten, "note", id)
        .of_customer(customer)
        .of_party(new.person.unwrap_or(of))
        .with(json!({ "note": new.kind.code() }));
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}

/// Corrects a note whose version is still `expected`, and answers the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`]; [`StoreError::Refused`] with the code of a
/// [`NoteFault`].
pub async fn change_note(
    db: &Db,
    context: &Context,
    id: NoteId,
    expected: i32,
    change: NoteChange,
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let before = expect(&*txn, id, expected).await?;
    let text = change.text.as_deref().map(note_text).transpose().map_err(Refusal::from)?;
    let text = text.unwrap_or_else(|| before.text.clone());
    let at = happened_at(change.at.or(Some(before.at)), context.now).map_err(Refusal::from)?;
    let kind = change.kind.unwrap_or(before.kind);
    let values: Vec<_> = [
        ChangedValue::of("kind", json!(before.kind.code()), json!(kind.code())),
        ChangedValue::of("text", json!(before.text), json!(text)),
        ChangedValue::of("at", json!(before.at), json!(at)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if values.is_empty() {
        return Ok(expected);
    }
    let row = ActiveModel {
        kind: Set(kind.code().to_owned()),
        body: Set(text),
        happened_at: Set(at),
        ..Default::default()
    };
    write(&*txn, context, &before, row).await?;
    let told = told(EventKind::NoteChanged, &before).changing(values);
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await?;
    Ok(expected + 1)
}

/// Deletes a note whose version is still `expected`.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`].
pub async fn delete_note(
    db: &Db,
    context: &Context,
    id: NoteId,
    expected: i32,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let before = expect(&*txn, id, expected).await?;
    let row = ActiveModel { deleted_at: Set(Some(context.now)), ..Default::default() };
    write(&*txn, context, &before, row).await?;
    event::record(&*txn, context, vec![told(EventKind::NoteDeleted, &before)]).await?;
    txn.commit().await
}

fn told(kind: EventKind, note: &NoteRecord) -> NewEvent {
    let told = NewEvent::new(kind, "note", note.id).of_customer(note.customer);
    let told = told.with(json!({ "note": note.kind.code() }));
    match note.person {
        Some(person) => told.of_party(person),
        None => told,
    }
}

async fn expect<C: ConnectionTrait>(
    conn: &C,
    id: NoteId,
    expected: i32,
) -> Result<NoteRecord, StoreError> {
    let note = find(conn, id).await?;
    if note.version == expected { Ok(note) } else { Err(StoreError::Stale) }
}

async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    before: &NoteRecord,
    row: ActiveModel,
) -> Result<(), StoreError> {
    let row = ActiveModel { version: Set(before.version + 1), updated_at: Set(context.now), ..row };
    let written = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(before.id.0))
        .filter(Column::Version.eq(before.version))
        .exec(conn)
        .await?;
    if written.rows_affected == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

async fn find<C: ConnectionTrait>(conn: &C, id: NoteId) -> Result<NoteRecord, StoreError> {
    let row = Entity::find_by_id(id.0).filter(Column::DeletedAt.is_null()).one(conn).await?;
    from_row(row.ok_or(NO_NOTE)?)
}

/// One note.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or it was deleted.
pub async fn note(db: &Db, id: NoteId) -> Result<NoteRecord, StoreError> {
    find(db.read(), id).await
}

/// A page of the notes of a customer, the newest first: those that were `deleted`, or those that were not.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn notes(
    db: &Db,
    customer: CustomerId,
    deleted: bool,
    page: PageRequest,
) -> Result<Page<NoteRecord>, StoreError> {
    record::get(db.read(), customer).await?;
    let at = Column::DeletedAt;
    let mut query = Entity::find()
        .filter(Column::CustomerId.eq(customer.0))
        .filter(if deleted { at.is_not_null() } else { at.is_null() })
        .order_by_desc(Column::Id)
        .limit(page.rows());
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    let rows = query.all(db.read()).await?;
    let notes = rows.into_iter().map(from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(notes, page, |note| note.id.0))
}

fn from_row(row: Model) -> Result<NoteRecord, StoreError> {
    Ok(NoteRecord {
        id: row.id.into(),
        customer: row.customer_id.into(),
        person: row.party_id.map(Into::into),
        kind: row.kind.parse().map_err(|why| unreadable("note.kind", why))?,
        text: row.body,
        at: row.happened_at,
        version: row.version,
        created_at: row.created_at,
        created_by: row.created_by,
    })
}
