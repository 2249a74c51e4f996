//! Table `secret_check`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Shows whether the process has the secret that the data was made with; one row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "secret_check")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Keyed check value.
    pub value: String,
}

impl ActiveModelBehavior for ActiveModel {}
