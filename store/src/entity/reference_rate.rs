//! Table `reference_rate`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A dated reference rate with its source.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reference_rate")]
pub struct Model {
    /// `legal_consumer`, `legal_professional` or `ecb_main`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// First day on which it is in force.
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    /// Hundredths of a percent a year; none = known to be unknown.
    pub rate_bp: Option<i32>,
    /// Where it was read.
    pub source: String,
    /// `confirmed`, `partial` or `unconfirmed`.
    pub confirmed: String,
}

impl ActiveModelBehavior for ActiveModel {}
