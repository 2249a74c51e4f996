//! Table `payment`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// Money received.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Effective day.
    pub received_on: Date,
    /// Amount, minor units.
    pub amount: i64,
    /// Currency, ISO 4217.
    pub currency: String,
    /// How it came.
    pub method: Option<String>,
    /// What the debtor wrote.
    pub reference: Option<String>,
    /// Key of its source, so that it is recorded once.
    pub source_key: Option<String>,
    /// Effective day on which it bounced.
    pub bounced_on: Option<Date>,
    /// When we learnt that it bounced.
    pub bounced_at: Option<DateTimeUtc>,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
