//! Table `dunning_left_out`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An overdue open line that is in no message of a run.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_left_out")]
pub struct Model {
    /// The run.
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    /// The due line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_line_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Why, a stable code.
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
