//! Table `merge_row`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A row that a merge changed: its owner, or what stood in it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merge_row")]
pub struct Model {
    /// The merge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub merge_id: Uuid,
    /// The table of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub table_name: String,
    /// The column that names the owner, or the name of a part of the row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub column_name: String,
    /// The row, or what tells it from the others of its owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_id: Uuid,
    /// The rest of what tells it from the others.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_text: String,
    /// Its owner before the merge.
    pub owner_before: Option<Uuid>,
    /// Its owner after the merge.
    pub owner_after: Option<Uuid>,
    /// What stood in it before.
    pub before: Option<Json>,
    /// What stood in it after.
    pub after: Option<Json>,
}

impl ActiveModelBehavior for ActiveModel {}
