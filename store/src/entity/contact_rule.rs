//! Table `contact_rule`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A dated figure of the law on contact, with its source.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_rule")]
pub struct Model {
    /// A code of `domain::contactability::ContactRuleKind`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// First day on which it is in force.
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    /// The figure, in the unit of its kind.
    pub value: i32,
    /// Where it was read.
    pub source: String,
    /// `confirmed`, `partial` or `unconfirmed`.
    pub confirmed: String,
}

impl ActiveModelBehavior for ActiveModel {}
