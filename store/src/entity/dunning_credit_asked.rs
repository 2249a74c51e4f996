//! Table `dunning_credit_asked`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a notice subtracted of a credit when it left, where that is less than what its run froze.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_credit_asked")]
pub struct Model {
    /// The message.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// The payment or credit note.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: Uuid,
    /// What it was still worth, minor units.
    pub amount: i64,
}

impl ActiveModelBehavior for ActiveModel {}
