//! Table `purpose`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// What a person is contacted for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purpose")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Stable code, unique.
    pub code: String,
    /// Name in French.
    pub label_fr: String,
    /// Name in English.
    pub label_en: String,
    /// A code of `domain::purpose::LegalGround`.
    pub legal_ground: String,
    /// Channels, a list of codes.
    #[sea_orm(column_type = "JsonBinary")]
    pub channels: Json,
    /// Whether it is marketing.
    pub marketing: bool,
    /// Whether the firm pursues it.
    pub active: bool,
    /// Grows with each change.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
