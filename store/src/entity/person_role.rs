//! Table `person_role`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a person does for the customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_role")]
pub struct Model {
    /// The party of the person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: Uuid,
    /// The role, a code of `domain::customer::PersonRole`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: String,
}

impl ActiveModelBehavior for ActiveModel {}
