//! Table `import_revert`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An import that is being undone, or was.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_revert")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// `reverting` or `reverted`.
    pub state: String,
    /// Customers removed so far.
    pub removed: i64,
    /// Customers given back what they were, so far.
    pub restored: i64,
    /// When it began.
    pub created_at: DateTimeUtc,
    /// Who began it.
    pub created_by: String,
    /// When it last went on.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
