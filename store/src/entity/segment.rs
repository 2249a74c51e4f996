//! Table `segment`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A saved segment of the customer file.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "segment")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name, as written.
    pub name: String,
    /// Its name folded, unique among those that were not deleted.
    pub name_key: String,
    /// Its tree of conditions.
    #[sea_orm(column_type = "JsonBinary")]
    pub tree: Json,
    /// Grows with each change.
    pub version: i32,
    /// When it was saved first.
    pub created_at: DateTimeUtc,
    /// By whom.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
    /// By whom.
    pub updated_by: String,
    /// When it was deleted.
    pub deleted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
