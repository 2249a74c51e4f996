//! Saved segments: made, changed under their version, deleted softly, listed.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{ChangedValue, EventKind, NewEvent};
use domain::id::SegmentId;
use domain::segment::{OwnFields, SegmentName, Tree};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use serde_json::json;

use super::conditions::{Conditions, own_fields};
use crate::db::{Db, Write};
use crate::entity::segment::{ActiveModel, Column, Entity, Model};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};

/// A saved segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentRecord {
    /// Its id.
    pub id: SegmentId,
    /// Its name.
    pub name: String,
    /// Its conditions.
    pub conditions: Conditions,
    /// Grows with each change.
    pub version: i32,
    /// When it was saved first.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// By whom.
    pub updated_by: String,
}

pub(super) const MISSING: StoreError = StoreError::NotFound { noun: "segment" };

/// Saves a segment.
///
/// # Errors
/// [`StoreError::Conflict`] when another one has the name.
pub async fn create(
    db: &Db,
    context: &Context,
    name: &SegmentName,
    tree: &Tree,
    idempotency: Option<&Idempotency>,
) -> Result<SegmentId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let id: SegmentId = context.id();
        let actor = context.actor.to_string();
        let row = ActiveModel {
            id: Set(id.0),
            name: Set(name.as_str().to_owned()),
            name_key: Set(name.key()),
            tree: Set(tree.to_json()),
            version: Set(1),
            created_at: Set(context.now),
            created_by: Set(actor.clone()),
            updated_at: Set(context.now),
            updated_by: Set(actor),
            deleted_at: Set(None),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        tell(txn, context, EventKind::SegmentCreated, id, 1, Vec::new()).await?;
        Ok(id)
    })
    .await
}

/// Describes a segment anew and answers its new version.
///
/// # Errors
/// [`StoreError::Stale`] when its version is another, [`StoreError::Conflict`] when another one has
/// the name, [`StoreError::NotFound`].
pub async fn update(
    db: &Db,
    context: &Context,
    id: SegmentId,
    expected_version: i32,
    name: &SegmentName,
    tree: &Tree,
) -> Result<i32, StoreError> {
    let row = ActiveModel {
        name: Set(name.as_str().to_owned()),
        name_key: Set(name.key()),
        tree: Set(tree.to_json()),
        ..Default::default()
    };
    change(db, context, id, expected_version, row, EventKind::SegmentChanged).await
}

/// Deletes a segment: its name is free again, its row stays for those who read the timeline.
///
/// # Errors
/// [`StoreError::Stale`] when its version is another, [`StoreError::NotFound`].
pub async fn delete(
    db: &Db,
    context: &Context,
    id: SegmentId,
    expected_version: i32,
) -> Result<(), StoreError> {
    let row = ActiveModel { deleted_at: Set(Some(context.now)), ..Default::default() };
    change(db, context, id, expected_version, row, EventKind::SegmentDeleted).await?;
    Ok(())
}

async fn change(
    db: &Db,
    context: &Context,
    id: SegmentId,
    expected_version: i32,
    row: ActiveModel,
    kind: EventKind,
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let before = Entity::find_by_id(id.0).filter(Column::DeletedAt.is_null()).one(&*txn).await?;
    let before = before.ok_or(MISSING)?;
    if before.version != expected_version {
        return Err(StoreError::Stale);
    }
    let values = differing(&before, &row);
    let version = expected_version.saturating_add(1);
    let row = ActiveModel {
        version: Set(version),
        updated_at: Set(context.now),
        updated_by: Set(context.actor.to_string()),
        ..row
    };
    let changed = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.0))
        .filter(Column::DeletedAt.is_null())
        .filter(Column::Version.eq(expected_version))
        .exec(&*txn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(StoreError::Stale);
    }
    tell(&txn, context, kind, id, version, values).await?;
    txn.commit().await?;
    Ok(version)
}

/// The name and the conditions before and after, where they differ.
fn differing(before: &Model, row: &ActiveModel) -> Vec<ChangedValue> {
    let mut values = Vec::new();
    if let Set(name) = &row.name {
        values.extend(ChangedValue::of("name", json!(before.name), json!(name)));
    }
    if let Set(tree) = &row.tree {
        values.extend(ChangedValue::of("tree", before.tree.clone(), tree.clone()));
    }
    values
}

/// A name may be a person's: the timeline keeps the id alone, beside the history of the segment itself.
pub(super) async fn tell(
    txn: &Write,
    context: &Context,
    kind: EventKind,
    id: SegmentId,
    version: i32,
    values: Vec<ChangedValue>,
) -> Result<(), StoreError> {
    let told = NewEvent::new(kind, "segment", id).with(json!({ "version": version }));
    let told = told.changing(values);
    event::record(&**txn, context, vec![told]).await
}

/// One segment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or it was deleted.
pub async fn get<C: ConnectionTrait>(conn: &C, id: SegmentId) -> Result<SegmentRecord, StoreError> {
    let found = Entity::find_by_id(id.0).filter(Column::DeletedAt.is_null()).one(conn).await?;
    record(found.ok_or(MISSING)?, &own_fields(conn).await?)
}

/// The segment of a name.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn get_by_name<C: ConnectionTrait>(
    conn: &C,
    name: &SegmentName,
) -> Result<SegmentRecord, StoreError> {
    let found = Entity::find()
        .filter(Column::NameKey.eq(name.key()))
        .filter(Column::DeletedAt.is_null())
        .one(conn)
        .await?;
    record(found.ok_or(MISSING)?, &own_fields(conn).await?)
}

/// A page of segments, in the order in which they were saved: those that were `deleted`, or those that were
/// not.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    deleted: bool,
    request: PageRequest,
) -> Result<Page<SegmentRecord>, StoreError> {
    let at = Column::DeletedAt;
    let rows = Entity::find()
        .filter(if deleted { at.is_not_null() } else { at.is_null() })
        .apply_if(request.after, |find, after| find.filter(Column::Id.gt(after)))
        .order_by_asc(Column::Id)
        .limit(request.rows())
        .all(conn)
        .await?;
    let Page { items, next } = Page::cut(rows, request, |row| row.id);
    let own = own_fields(conn).await?;
    let items = items.into_iter().map(|row| record(row, &own)).collect::<Result<_, _>>()?;
    Ok(Page { items, next })
}

fn record(row: Model, own: &OwnFields) -> Result<SegmentRecord, StoreError> {
    Ok(SegmentRecord {
        id: row.id.into(),
        name: row.name,
        conditions: Conditions::saved(row.tree, own)?,
        version: row.version,
        created_at: row.created_at,
        created_by: row.created_by,
        updated_at: row.updated_at,
        updated_by: row.updated_by,
    })
}
