//! Table `event_value`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A personal value before and after an event, in a row of its own so that it can be erased.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_value")]
pub struct Model {
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    /// The field that changed.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    /// Its value before.
    pub before: Option<String>,
    /// Its value after.
    pub after: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
