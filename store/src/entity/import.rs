//! Table `import`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A file being imported, or imported.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `customers` or `invoices`.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub digest: String,
    /// How its columns were read.
    #[sea_orm(column_type = "JsonBinary")]
    pub mapping: Json,
    /// `planning`, `planned`, `applying`, `applied` or `cancelled`.
    pub state: String,
    /// Rows read.
    pub total: i64,
    /// Rows that make something.
    pub created: i64,
    /// Rows that change something.
    pub updated: i64,
    /// Rows already known.
    pub unchanged: i64,
    /// Rows with a fault.
    pub faults: i64,
    /// Rows applied so far.
    pub applied: i64,
    /// When it began.
    pub created_at: DateTimeUtc,
    /// Who began it.
    pub created_by: String,
    /// When it last went on.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
