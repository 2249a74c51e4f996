//! Table `dunning_run`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A reminder run of the firm and a day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_run")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The firm.
    pub company_id: Uuid,
    /// The day that it counts by and bears.
    pub day: Date,
    /// `proposed`, `confirmed` or `cancelled`.
    pub state: String,
    /// When it was proposed.
    pub proposed_at: DateTimeUtc,
    /// Who proposed it.
    pub proposed_by: String,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTimeUtc>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTimeUtc>,
    /// Who cancelled it.
    pub cancelled_by: Option<String>,
    /// Messages that it proposes or made.
    pub messages: i32,
    /// Due lines in them.
    pub lines: i32,
    /// Overdue open lines in none of them.
    pub left_out: i32,
    /// Rate rows that were missing, a list of texts.
    #[sea_orm(column_type = "JsonBinary")]
    pub missing_rates: Json,
    /// Grows with each change.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
