//! Table `dunning_line_asked`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a notice asked of a line when it left, where that is less than what its run froze.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_line_asked")]
pub struct Model {
    /// The message.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// The due line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_line_id: Uuid,
    /// What was open of it, minor units.
    pub residual: i64,
    /// Of that, what was held, minor units.
    pub held: i64,
}

impl ActiveModelBehavior for ActiveModel {}
