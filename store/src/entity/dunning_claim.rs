//! Table `dunning_claim`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// The right of a run to remind a due line at a level; one open or sent for each.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_claim")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The due line.
    pub due_line_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The level, from 1.
    pub level: i32,
    /// The cycle of the line.
    pub cycle: i32,
    /// `open`, `sent` or `released`.
    pub state: String,
    /// The message that reminds it.
    pub notice_id: Uuid,
    /// Day of the run, once the message is sent.
    pub sent_on: Option<Date>,
    /// When the run was confirmed.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
