//! Table `customer_tag`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A tag of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_tag")]
pub struct Model {
    /// The customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// The tag folded, in byte order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag_key: String,
    /// The tag as written.
    pub tag: String,
}

impl ActiveModelBehavior for ActiveModel {}
