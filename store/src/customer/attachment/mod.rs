//! Files attached to a customer: a contract, a scanned order. Their bytes are in the blob store.

mod restore;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{AttachmentId, CustomerId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::record;
use crate::blob::{self, Blob, PutError};
use crate::db::Db;
use crate::entity::{
    attachment::{ActiveModel, Column, Entity, Model},
    blob as blob_row,
};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

pub use restore::restore_attachment;

/// A file to attach.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    /// The name that it bears, without a folder.
    pub file_name: String,
    /// Media type (RFC 6838), as its sender says.
    pub media_type: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// An attached file, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRecord {
    /// Its id.
    pub id: AttachmentId,
    /// The customer.
    pub customer: CustomerId,
    /// The name that it bears.
    pub file_name: String,
    /// What is known of its bytes.
    pub blob: Blob,
    /// When it was attached.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
}

const NO_ATTACHMENT: StoreError = StoreError::NotFound { noun: "attachment" };

/// Attaches a file.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn attach(
    db: &Db,
    context: &Context,
    customer: CustomerId,
    new: NewAttachment,
    idempotency: Option<&Idempotency>,
) -> Result<AttachmentId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        record::lock(&**txn, &[customer]).await?;
        let party = record::get(&**txn, customer).await?.party;
        let put = blob::put(&**txn, context, &new.media_type, new.bytes.as_slice()).await;
        let blob = put.map_err(|error| match error {
            PutError::Store(error) => error,
            PutError::Source(error) => unreadable("attachment", error),
        })?;
        let id: AttachmentId = context.id();
        let row = ActiveModel {
            id: Set(id.0),
            customer_id: Set(customer.0),
            blob_id: Set(blob.id.0),
            file_name: Set(new.file_name.clone()),
            created_at: Set(context.now),
            created_by: Set(context.actor.to_string()),
            deleted_at: Set(None),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::AttachmentAdded, "attachment", id)
            .of_customer(customer)
            .of_party(party)
            .with(json!({ "size": blob.size, "media_type": blob.media_type }));
        event::record(&**txn, context, vec![told]).await?;
        Ok(id)
    })
    .await
}

/// Takes an attached file off the customer. Its bytes stay until the customer is erased, so that it can be
/// restored.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn detach(db: &Db, context: &Context, id: AttachmentId) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    let row = Entity::find_by_id(id.0).one(&*txn).await?.ok_or(NO_ATTACHMENT)?;
    let gone = ActiveModel { deleted_at: Set(Some(context.now)), ..Default::default() };
    let gone = Entity::update_many()
        .set(gone)
        .filter(Column::Id.eq(id.0))
        .filter(Column::DeletedAt.is_null())
        .exec(&*txn)
        .await?;
    if gone.rows_affected == 0 {
        return Err(NO_ATTACHMENT);
    }
    let told = NewEvent::new(EventKind::AttachmentDeleted, "attachment", id)
        .of_customer(row.customer_id.into());
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await
}

/// One attached file.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id, or it was taken off.
pub async fn attachment(db: &Db, id: AttachmentId) -> Result<AttachmentRecord, StoreError> {
    let found = Entity::find_by_id(id.0).filter(Column::DeletedAt.is_null()).one(db.read()).await?;
    let row = found.ok_or(NO_ATTACHMENT)?;
    let blob = blob::get(db.read(), row.blob_id.into()).await?;
    Ok(from_row(row, blob))
}

/// A page of the files of a customer, the newest first: those that were taken off, or those that were not.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn attachments(
    db: &Db,
    customer: CustomerId,
    deleted: bool,
    page: PageRequest,
) -> Result<Page<AttachmentRecord>, StoreError> {
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
    let ids: Vec<Uuid> = rows.iter().map(|row| row.blob_id).collect();
    let blobs =
        blob_row::Entity::find().filter(blob_row::Column::Id.is_in(ids)).all(db.read()).await?;
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let blob = blobs.iter().find(|blob| blob.id == row.blob_id).cloned();
        let blob = blob.ok_or_else(|| unreadable("attachment.blob_id", "no bytes"))?;
        files.push(from_row(row, blob.into()));
    }
    Ok(Page::cut(files, page, |file| file.id.0))
}

fn from_row(row: Model, blob: Blob) -> AttachmentRecord {
    AttachmentRecord {
        id: row.id.into(),
        customer: row.customer_id.into(),
        file_name: row.file_name,
        blob,
        created_at: row.created_at,
        created_by: row.created_by,
    }
}
