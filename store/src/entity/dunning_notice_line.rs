//! Table `dunning_notice_line`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A due line in a message of a run, frozen.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_notice_line")]
pub struct Model {
    /// The message.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// The due line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_line_id: Uuid,
    /// Place in the message, from 1.
    pub position: i32,
    /// Calendar days from the due day to the day of the run.
    pub days_overdue: i32,
    /// Level before this run; 0 = none.
    pub level_before: i32,
    /// Level that it reaches in this run.
    pub rises_to: Option<i32>,
    /// What it still owes, minor units.
    pub residual: i64,
    /// Of that, what is held, minor units.
    pub held: i64,
    /// Late-payment interest, minor units.
    pub penalty: Option<i64>,
    /// Fixed indemnity, minor units of EUR.
    pub indemnity: i64,
    /// Why it was dropped at sending, a stable code.
    pub dropped_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
