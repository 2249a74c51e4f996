//! Table `call`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whom.
    pub party_id: Option<Uuid>,
    /// Which number.
    pub contact_point_id: Option<Uuid>,
    /// When.
    pub at: DateTimeUtc,
    /// `answered`, `no_answer` or `refused`.
    pub outcome: String,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
    /// By whom.
    pub recorded_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
