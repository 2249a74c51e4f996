//! Table `message_attempt`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One attempt to deliver; append-only.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_attempt")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The message.
    pub message_id: Uuid,
    /// Number of the attempt, from 1.
    pub attempt: i32,
    /// When it ended.
    pub at: DateTimeUtc,
    /// Its outcome, a stable code.
    pub outcome: String,
    /// Reply code of the server.
    pub reply_code: Option<i32>,
    /// Reply of the server, masked and cut.
    pub reply_text: Option<String>,
    /// Name of the worker.
    pub worker: String,
}

impl ActiveModelBehavior for ActiveModel {}
