//! Table `due_line`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One due date of an invoice and its amount.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "due_line")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The invoice.
    pub invoice_id: Uuid,
    /// The customer, that of the invoice.
    pub customer_id: Uuid,
    /// Currency, that of the invoice.
    pub currency: String,
    /// Place among the lines of the invoice, from 1.
    pub position: i32,
    /// Day on which it is due.
    pub due_on: Date,
    /// Amount, minor units.
    pub amount: i64,
    /// Effective day on which allocations reach the amount; none while open. Derived, kept in the same transaction.
    pub settled_on: Option<Date>,
    /// Cycle of reminders; a bounced payment opens a new one.
    pub cycle: i32,
}

impl ActiveModelBehavior for ActiveModel {}
