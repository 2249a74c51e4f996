//! Table `event`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One entry of the timeline: append-only, without a personal value.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When it happened.
    pub at: DateTimeUtc,
    /// Stable code of the kind, see `domain::event::EventKind`.
    pub kind: String,
    /// Who acted: `user:<id>`, `cli:<name>` or `system`.
    pub actor: String,
    /// The party concerned.
    pub party_id: Option<Uuid>,
    /// The customer concerned.
    pub customer_id: Option<Uuid>,
    /// The noun of the object it is about.
    pub subject_kind: String,
    /// The object it is about.
    pub subject_id: Uuid,
    /// Codes, ids and amounts.
    #[sea_orm(column_type = "JsonBinary")]
    pub data: Json,
}

impl ActiveModelBehavior for ActiveModel {}
