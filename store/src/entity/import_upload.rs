//! Table `import_upload`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A file that was sent to be imported.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_upload")]
pub struct Model {
    /// Its id, and that of the import made of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `customers` or `invoices`.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// Its bytes.
    pub blob_id: Uuid,
    /// What was said of its columns.
    #[sea_orm(column_type = "JsonBinary")]
    pub mapping: Json,
    /// When it came.
    pub created_at: DateTimeUtc,
    /// Who sent it.
    pub created_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
