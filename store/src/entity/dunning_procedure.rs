//! Table `dunning_procedure`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Id of the default procedure.
pub const DEFAULT: Uuid = migrations::DEFAULT_PROCEDURE;

/// A graduated procedure of reminders.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_procedure")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Stable code, unique.
    pub code: String,
    /// Name in French.
    pub name_fr: String,
    /// Name in English.
    pub name_en: String,
    /// Residual up to which a line is not reminded, minor units.
    pub tolerance: i64,
    /// Days after the due day before anything counts, added to each delay.
    pub grace_days: i32,
    /// Whether its customers are reminded.
    pub active: bool,
    /// Whether customers without a procedure of their own follow it; one at most.
    pub is_default: bool,
    /// Grows with each change.
    pub version: i32,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
