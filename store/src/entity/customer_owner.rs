//! Table `customer_owner`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Who looks after a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_owner")]
pub struct Model {
    /// The customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// The user.
    pub user_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
