//! Table `import_duplicate`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A row that would double a customer, or a row above it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_duplicate")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// Line of the file.
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    /// Stable code: `same_siret`, ...
    pub reason: String,
    /// The customer that is there.
    pub customer_id: Option<Uuid>,
    /// The line above.
    pub other_line: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
