//! Table `credit_note`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A posted credit note.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_note")]
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
    /// Day of issue, its effective day.
    pub issued_on: Date,
    /// Amount, minor units, positive.
    pub amount: i64,
    /// Currency, ISO 4217.
    pub currency: String,
    /// The invoice that it corrects.
    pub invoice_id: Option<Uuid>,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
