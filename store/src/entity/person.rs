//! Table `person`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A person of a customer: what its party does not hold.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// The party.
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: Uuid,
    /// What the person's card says.
    pub job_title: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
