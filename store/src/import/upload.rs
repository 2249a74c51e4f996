//! Files that are sent to be imported: their bytes are kept until a worker has planned them, and no longer,
//! since they tell of people who may be erased. The import has the id of its upload.

use domain::context::Context;
use domain::id::ImportId;
use domain::import::{ImportKind, Mapping};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait};
use tokio::io::AsyncRead;
use uuid::Uuid;

use super::task::{Task, ask_in};
use crate::blob::{self, PutError};
use crate::db::{Db, Write};
use crate::entity::import;
use crate::entity::import_upload::{ActiveModel, Entity, Model};
use crate::error::StoreError;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;

/// A file that is sent.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// What it brings.
    pub kind: ImportKind,
    /// Its name.
    pub file_name: String,
    /// Its media type, as it was sent.
    pub media_type: String,
    /// What is said of its columns.
    pub mapping: Mapping,
}

/// Keeps a file and asks for its plan; the id of the import that it becomes.
///
/// # Errors
/// When the source cannot be read or the database cannot be written.
pub async fn upload<R: AsyncRead + Unpin + Send>(
    db: &Db,
    context: &Context,
    new: &NewUpload,
    source: R,
    idempotency: Option<&Idempotency>,
) -> Result<ImportId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        let bytes = blob::put(&**txn, context, &new.media_type, source).await;
        let bytes = bytes.map_err(|error| match error {
            PutError::Source(why) => unreadable("the file that was sent", why),
            PutError::Store(error) => error,
        })?;
        let id: ImportId = context.id();
        let mapping = serde_json::to_value(&new.mapping);
        let row = ActiveModel {
            id: Set(id.0),
            kind: Set(new.kind.code().to_owned()),
            file_name: Set(new.file_name.clone()),
            blob_id: Set(bytes.id.0),
            mapping: Set(mapping.map_err(|why| unreadable("import_upload.mapping", why))?),
            created_at: Set(context.now),
            created_by: Set(context.actor.to_string()),
        };
        Entity::insert(row).exec_without_returning(&**txn).await?;
        ask_in(&**txn, context, id, Task::Plan).await?;
        Ok(id)
    })
    .await
}

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct UploadRecord {
    /// The id of the import that it becomes.
    pub id: ImportId,
    /// What it brings.
    pub kind: ImportKind,
    /// Its name.
    pub file_name: String,
    /// When it came.
    pub created_at: chrono::DateTime<chrono::Utc>,
    pub(super) blob: Uuid,
    pub(super) mapping: Mapping,
}

/// The file of an import, when it was sent.
pub(super) async fn find<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
) -> Result<Option<UploadRecord>, StoreError> {
    Entity::find_by_id(id.0).one(conn).await?.map(record).transpose()
}

/// Lets a file go whose plan has ended: nothing reads it again, whether its rows are staged or it was
/// refused. Of one that became no import the row stays, without its bytes, to tell of the refusal.
pub(super) async fn let_go<C: ConnectionTrait>(conn: &C, id: ImportId) -> Result<(), StoreError> {
    let Some(row) = Entity::find_by_id(id.0).one(conn).await? else { return Ok(()) };
    if import::Entity::find_by_id(id.0).one(conn).await?.is_none() {
        return blob::empty(conn, row.blob_id.into()).await;
    }
    Entity::delete_by_id(id.0).exec(conn).await?;
    blob::remove(conn, &[row.blob_id]).await
}

fn record(row: Model) -> Result<UploadRecord, StoreError> {
    let mapping = serde_json::from_value(row.mapping);
    let kind = ImportKind::ALL.into_iter().find(|kind| kind.code() == row.kind);
    Ok(UploadRecord {
        id: row.id.into(),
        kind: kind.ok_or_else(|| unreadable("import_upload.kind", "no kind"))?,
        file_name: row.file_name,
        created_at: row.created_at,
        blob: row.blob_id,
        mapping: mapping.map_err(|why| unreadable("import_upload.mapping", why))?,
    })
}
