//! Table `dunning_notice_credit`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An open credit shown in a message of a run, frozen.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_notice_credit")]
pub struct Model {
    /// The message.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// `payment` or `credit_note`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_kind: String,
    /// The payment or credit note.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: Uuid,
    /// How it is named in the message.
    pub reference: String,
    /// Its effective day.
    pub day: Date,
    /// What of it is open, minor units.
    pub amount: i64,
}

impl ActiveModelBehavior for ActiveModel {}
