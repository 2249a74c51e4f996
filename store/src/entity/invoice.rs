//! Table `invoice`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A posted invoice; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Series of numbers, empty by default.
    pub series: String,
    /// Number, unique in its series.
    pub number: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Currency, ISO 4217.
    pub currency: String,
    /// Total with VAT, minor units.
    pub amount: i64,
    /// The customer's order number.
    pub order_number: Option<String>,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
