//! Table `import_task`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What somebody asked of an import, done by a worker.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_task")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    /// `plan`, `apply` or `revert`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub act: String,
    /// `asked`, `done` or `refused`.
    pub state: String,
    /// Why it was refused.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub outcome: Option<Json>,
    /// When it was asked.
    pub asked_at: DateTimeUtc,
    /// By whom.
    pub asked_by: String,
    /// When it ended.
    pub ended_at: Option<DateTimeUtc>,
    /// The worker that does it.
    pub claim_token: Option<Uuid>,
    /// Until when that worker has it.
    pub claimed_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
