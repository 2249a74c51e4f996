//! Table `dunning_hold`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A hold on a due line or a whole customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_hold")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// The due line; none = all lines of the customer.
    pub due_line_id: Option<Uuid>,
    /// Amount held, minor units; none = the whole.
    pub amount: Option<i64>,
    /// Why, a stable code.
    pub reason: String,
    /// First day.
    pub from_on: Date,
    /// Last day; none = until lifted.
    pub until_on: Option<Date>,
    /// When we learnt it.
    pub recorded_at: DateTimeUtc,
    /// Who placed it.
    pub recorded_by: String,
    /// When it was lifted.
    pub lifted_at: Option<DateTimeUtc>,
    /// Who lifted it.
    pub lifted_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
