//! Table `outbox`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A request to look, written with the change that needs it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Kind of job.
    pub kind: String,
    /// Object of the job.
    pub object_id: Uuid,
    /// Number of the look.
    pub look: i32,
    /// Not before.
    pub due_at: DateTimeUtc,
    /// When it was asked.
    pub created_at: DateTimeUtc,
    /// When it was handed to the queue.
    pub relayed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
