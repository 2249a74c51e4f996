//! Table `party_contact_point`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// How a party is reached, by role.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party_contact_point")]
pub struct Model {
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: Uuid,
    /// The contact point.
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_point_id: Uuid,
    /// The role: `main`, `billing`, ...
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: String,
    /// Order among those of the same role.
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}
