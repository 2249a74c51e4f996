//! Stored bytes: a logo, a letter as it was sent, a file that is to be imported.
//!
//! They are kept in pieces, so that neither writing nor reading holds more than one in memory.

use domain::context::Context;
use domain::id::BlobId;
use futures::{Stream, stream};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt};
use uuid::Uuid;

use crate::entity::{blob, blob_chunk};
use crate::error::StoreError;
use crate::sql::ROWS;

/// Bytes of a piece.
const PIECE: usize = 256 * 1024;

/// What is known of stored bytes without reading them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its id.
    pub id: BlobId,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type (RFC 6838).
    pub media_type: String,
}

impl From<blob::Model> for Blob {
    fn from(row: blob::Model) -> Self {
        let blob::Model { id, sha256, size, media_type, .. } = row;
        Self { id: id.into(), sha256, size, media_type }
    }
}

/// Why bytes were not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// The source could not be read.
    #[error("the source: {0}")]
    Source(#[from] std::io::Error),
    /// The database could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stores what `source` holds, inside the caller's transaction: the source is memory or a local file,
/// never the network.
///
/// # Errors
/// When the source cannot be read or the database cannot be written.
pub async fn put<C: ConnectionTrait, R: AsyncRead + Unpin + Send>(
    conn: &C,
    context: &Context,
    media_type: &str,
    source: R,
) -> Result<Blob, PutError> {
    put_as(conn, context, context.id(), media_type, source).await
}

/// As [`put`], under an id of the caller's.
///
/// # Errors
/// Those of [`put`], and a conflict when the id is taken.
pub(crate) async fn put_as<C: ConnectionTrait, R: AsyncRead + Unpin + Send>(
    conn: &C,
    context: &Context,
    id: BlobId,
    media_type: &str,
    mut source: R,
) -> Result<Blob, PutError> {
    let id: Uuid = id.into();
    let mut row = blob::ActiveModel {
        id: Set(id),
        sha256: Set(String::new()),
        size: Set(0),
        media_type: Set(media_type.to_owned()),
        created_at: Set(context.now),
    };
    // The pieces need their row; its digest is known when the last one has passed.
    blob::Entity::insert(row.clone())
        .exec_without_returning(conn)
        .await
        .map_err(StoreError::from)?;
    let (mut digest, mut size, mut position) = (Sha256::new(), 0_i64, 0_i32);
    loop {
        let mut bytes = Vec::with_capacity(PIECE);
        (&mut source).take(PIECE as u64).read_to_end(&mut bytes).await?;
        if bytes.is_empty() {
            break;
        }
        digest.update(&bytes);
        size += i64::try_from(bytes.len()).unwrap_or_default();
        let piece = blob_chunk::ActiveModel {
            blob_id: Set(id),
            position: Set(position),
            bytes: Set(bytes),
        };
        blob_chunk::Entity::insert(piece)
            .exec_without_returning(conn)
            .await
            .map_err(StoreError::from)?;
        position += 1;
    }
    row.sha256 = Set(format!("{:x}", digest.finalize()));
    row.size = Set(size);
    let row = blob::Entity::update(row).exec(conn).await.map_err(StoreError::from)?;
    Ok(row.into())
}

/// What is known of the bytes `id`.
///
/// # Errors
/// When there are none, or the database cannot be read.
pub async fn get<C: ConnectionTrait>(conn: &C, id: BlobId) -> Result<Blob, StoreError> {
    let row = blob::Entity::find_by_id(id.0).one(conn).await?;
    row.map(Into::into).ok_or(StoreError::NotFound { noun: "blob" })
}

/// The first stored bytes with this SHA-256 (lower-case hexadecimal).
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_digest<C: ConnectionTrait>(
    conn: &C,
    sha256: &str,
) -> Result<Option<Blob>, StoreError> {
    let found = blob::Entity::find()
        .filter(blob::Column::Sha256.eq(sha256))
        .order_by_asc(blob::Column::Id)
        .one(conn)
        .await?;
    Ok(found.map(Into::into))
}

/// Removes stored bytes that nothing refers to any more.
///
/// # Errors
/// [`StoreError::Conflict`] with `broken_reference` when something still does.
pub(crate) async fn remove<C: ConnectionTrait>(conn: &C, ids: &[Uuid]) -> Result<(), StoreError> {
    for ids in ids.chunks(ROWS) {
        let pieces = blob_chunk::Column::BlobId.is_in(ids.iter().copied());
        blob_chunk::Entity::delete_many().filter(pieces).exec(conn).await?;
        let these = blob::Column::Id.is_in(ids.iter().copied());
        blob::Entity::delete_many().filter(these).exec(conn).await?;
    }
    Ok(())
}

/// Removes the bytes `id`; what is known of them stays, for what still refers to them.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn empty<C: ConnectionTrait>(conn: &C, id: BlobId) -> Result<(), StoreError> {
    let pieces = blob_chunk::Column::BlobId.eq(id.0);
    blob_chunk::Entity::delete_many().filter(pieces).exec(conn).await?;
    Ok(())
}

/// The bytes `id`, piece by piece, one read each; nothing for an unknown id.
pub fn read<C: ConnectionTrait>(
    conn: &C,
    id: BlobId,
) -> impl Stream<Item = Result<Vec<u8>, StoreError>> {
    stream::try_unfold(0_i32, move |position| async move {
        let piece = blob_chunk::Entity::find_by_id((id.0, position)).one(conn).await?;
        Ok(piece.map(|piece| (piece.bytes, position + 1)))
    })
}
