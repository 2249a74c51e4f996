//! Table `import_row`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One row of a file with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_row")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Line of the file, the header is 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    /// `create`, `update`, `unchanged` or `fault`.
    pub verdict: String,
    /// What the row says, parsed.
    #[sea_orm(column_type = "JsonBinary")]
    pub source: Json,
    /// What it made or changed.
    pub object_id: Option<Uuid>,
    /// When it was applied.
    pub applied_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
