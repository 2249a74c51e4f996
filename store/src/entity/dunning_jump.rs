//! Table `dunning_jump`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A manual jump of a due line to a level, with its reason; append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_jump")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The due line.
    pub due_line_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Level that it reaches next.
    pub to_level: i32,
    /// Why, as the person wrote it.
    pub reason: String,
    /// Day from which it counts.
    pub effective_on: Date,
    /// When it was decided.
    pub recorded_at: DateTimeUtc,
    /// Who decided it.
    pub recorded_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
