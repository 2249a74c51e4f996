//! Table `blob_chunk`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A piece of stored bytes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blob_chunk")]
pub struct Model {
    /// The blob.
    #[sea_orm(primary_key, auto_increment = false)]
    pub blob_id: Uuid,
    /// Place of the piece, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// The piece.
    #[sea_orm(column_type = "Blob")]
    pub bytes: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
