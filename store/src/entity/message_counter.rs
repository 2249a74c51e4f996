//! Table `message_counter`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// How many messages of a batch are in a state, kept with the change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_counter")]
pub struct Model {
    /// The batch.
    #[sea_orm(primary_key, auto_increment = false)]
    pub batch_id: Uuid,
    /// The state.
    #[sea_orm(primary_key, auto_increment = false)]
    pub state: String,
    /// How many.
    pub count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
