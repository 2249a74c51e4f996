//! Table `import_image`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a customer was before a row of an import changed it: personal values, erasable.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_image")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Line of the file.
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    /// The customer.
    pub customer_id: Uuid,
    /// Its rows, as far as an import may change them.
    #[sea_orm(column_type = "JsonBinary")]
    pub before: Json,
}

impl ActiveModelBehavior for ActiveModel {}
