//! Table `attachment`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A file that was attached to a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// Its bytes.
    pub blob_id: Uuid,
    /// The name that it bears.
    pub file_name: String,
    /// When it was attached.
    pub created_at: DateTimeUtc,
    /// By whom.
    pub created_by: String,
    /// When it was deleted.
    pub deleted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
