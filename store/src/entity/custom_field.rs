//! Table `custom_field`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A field that the firm defined.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "custom_field")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its stable name, unique.
    pub code: String,
    /// What its values are, a code of `domain::customer::CustomFieldKind`.
    pub kind: String,
    /// Its label in French.
    pub label_fr: String,
    /// Its label in English.
    pub label_en: String,
    /// Its choices, a list of codes and labels.
    #[sea_orm(column_type = "JsonBinary")]
    pub choices: Json,
    /// Since when it takes no new value.
    pub archived_at: Option<DateTimeUtc>,
    /// Grows with each change.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
