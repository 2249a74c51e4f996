//! Table `merged_customer`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Where a merged customer went: always to one that still stands by itself.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merged_customer")]
pub struct Model {
    /// The customer that was merged.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// Its party.
    pub party_id: Uuid,
    /// The customer that it is now.
    pub into_customer_id: Uuid,
    /// The party that it is now.
    pub into_party_id: Uuid,
    /// The merge that made it so.
    pub merge_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
