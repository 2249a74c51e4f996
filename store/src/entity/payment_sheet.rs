//! Table `payment_sheet`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// How to get paid by a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_sheet")]
pub struct Model {
    /// The customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// Whether invoices must bear the customer's order number.
    pub order_number_required: bool,
    /// The standing commitment number.
    pub commitment_number: Option<String>,
    /// The portal for invoices.
    pub portal: Option<String>,
    /// The service code on the portal.
    pub service_code: Option<String>,
    /// What is attached, a list of texts.
    #[sea_orm(column_type = "JsonBinary")]
    pub documents: Json,
    /// Who approves.
    pub approver: Option<String>,
    /// Last day of the month for the next payment run.
    pub cut_off_day: Option<i32>,
    /// Days of payment runs, a list of numbers.
    #[sea_orm(column_type = "JsonBinary")]
    pub payment_run_days: Json,
    /// Anything else.
    pub remarks: Option<String>,
    /// Grows with each change.
    pub version: i32,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
