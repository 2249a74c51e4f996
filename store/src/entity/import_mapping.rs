//! Table `import_mapping`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// The mapping that was last applied to files with the same headings.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_mapping")]
pub struct Model {
    /// `customers` or `invoices`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// SHA-256 of the set of headings, lower-case hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub headings: String,
    /// What was said of the columns.
    #[sea_orm(column_type = "JsonBinary")]
    pub mapping: Json,
    /// The import that applied it last.
    pub import_id: Uuid,
    /// When.
    pub applied_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
