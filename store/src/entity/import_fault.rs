//! Table `import_fault`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A fault of a row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_fault")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Line of the file, the header is 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    /// Column, as named in the file; empty for the whole row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub column_name: String,
    /// Stable code of the fault.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// The value, masked when personal.
    pub value_masked: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
