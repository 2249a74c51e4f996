//! Table `counter`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A counter, for numbers taken inside a transaction.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counter")]
pub struct Model {
    /// What it counts.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The last number taken.
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}
