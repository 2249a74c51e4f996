//! Table `blob`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Stored bytes: their digest and size; the bytes are in `blob_chunk`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blob")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type (RFC 6838).
    pub media_type: String,
    /// When it was stored.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
