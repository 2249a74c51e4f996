//! Files attached to a customer.

pub(crate) mod content;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod restore;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::customer::AttachmentRecord;
use utoipa::ToSchema;
use uuid::Uuid;

/// An attached file, without its bytes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attachment)]
pub(crate) struct AttachmentView {
    /// Id.
    id: Uuid,
    /// The customer.
    customer: Uuid,
    /// The name that it bears.
    file_name: String,
    /// What its sender says that it is (RFC 6838).
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of its bytes, hexadecimal.
    sha256: String,
    /// When it was attached.
    created_at: DateTime<Utc>,
    /// By whom.
    created_by: String,
}

impl From<AttachmentRecord> for AttachmentView {
    fn from(file: AttachmentRecord) -> Self {
        Self {
            id: file.id.0,
            customer: file.customer.0,
            file_name: file.file_name,
            media_type: file.blob.media_type,
            size: file.blob.size,
            sha256: file.blob.sha256,
            created_at: file.created_at,
            created_by: file.created_by,
        }
    }
}
