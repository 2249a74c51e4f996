//! Table `custom_value`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// The value of a field of the firm, in the column of its kind.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "custom_value")]
pub struct Model {
    /// The customer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// The field.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field_id: Uuid,
    /// A text, or the code of a choice.
    pub text_value: Option<String>,
    /// The same folded, in byte order.
    pub text_key: Option<String>,
    /// A number in ten-thousandths.
    pub number_value: Option<i64>,
    /// A day.
    pub date_value: Option<Date>,
    /// Yes or no.
    pub boolean_value: Option<bool>,
}

impl ActiveModelBehavior for ActiveModel {}
