//! Table `erasure`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A party whose data were erased.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasure")]
pub struct Model {
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: Uuid,
    /// The party that was asked about: itself, the customer that it belonged to, or its survivor.
    pub root_id: Uuid,
    /// When it was first erased.
    pub erased_at: DateTimeUtc,
    /// By whom.
    pub erased_by: String,
    /// A code of `domain::erasure::Kept`.
    pub kept: String,
    /// The last day on which the law asks for what is kept.
    pub kept_until: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
