//! Table `duplicate_pair`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Two parties that may be one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duplicate_pair")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The party with the lower id.
    pub first_party_id: Uuid,
    /// The party with the higher id.
    pub second_party_id: Uuid,
    /// From 0 to 100.
    pub score: i32,
    /// Codes of the reasons, separated by spaces.
    pub reasons: String,
    /// `open`, `dismissed` or `merged`.
    pub state: String,
    /// The last search that found it.
    pub search_id: Uuid,
    /// When it was first found.
    pub found_at: DateTimeUtc,
    /// When a person decided.
    pub decided_at: Option<DateTimeUtc>,
    /// Who.
    pub decided_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
