//! Table `import_notice`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a row of an import is told beside its verdict.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_notice")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Line of the file, the header is 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    /// Column, as named in the file.
    #[sea_orm(primary_key, auto_increment = false)]
    pub column_name: String,
    /// A code of `domain::import::ImportNotice`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
}

impl ActiveModelBehavior for ActiveModel {}
