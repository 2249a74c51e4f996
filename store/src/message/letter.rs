//! The letter of a message, kept under the id of the message: whoever has the one finds the other,
//! on any machine.

use domain::context::Context;
use domain::id::{BlobId, MessageId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::blob::{self, PutError};
use crate::db::Db;
use crate::entity::{blob as blobs, blob_chunk};
use crate::error::StoreError;

/// The media type of a letter.
const PDF: &str = "application/pdf";

/// Keeps the PDF of `id`; one that was kept before is replaced.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_letter(
    db: &Db,
    context: &Context,
    id: MessageId,
    pdf: &[u8],
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    blob_chunk::Entity::delete_many()
        .filter(blob_chunk::Column::BlobId.eq(id.0))
        .exec(&*txn)
        .await?;
    blobs::Entity::delete_by_id(id.0).exec(&*txn).await?;
    match blob::put_as(&*txn, context, BlobId(id.0), PDF, pdf).await {
        Ok(_) => txn.commit().await,
        Err(PutError::Store(error)) => Err(error),
        // Memory is always read.
        Err(PutError::Source(error)) => {
            Err(StoreError::Unavailable(sea_orm::DbErr::Custom(error.to_string())))
        }
    }
}
