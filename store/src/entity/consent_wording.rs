//! Table `consent_wording`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A version of the text by which consent to a purpose is asked; never changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_wording")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The purpose.
    pub purpose_id: Uuid,
    /// Its number within the purpose, from 1.
    pub version: i32,
    /// The text in French.
    pub text_fr: String,
    /// The text in English.
    pub text_en: String,
    /// From when it is shown.
    pub valid_from: DateTimeUtc,
    /// When it was written down.
    pub recorded_at: DateTimeUtc,
    /// By whom.
    pub recorded_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
