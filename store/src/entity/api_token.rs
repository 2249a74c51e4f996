//! Table `api_token`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A token of a program, kept as a digest.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The user on whose behalf it acts.
    pub user_id: Uuid,
    /// What it is for.
    pub name: String,
    /// First characters, to recognise it.
    pub prefix: String,
    /// Digest of the token, lower-case hexadecimal, unique.
    pub digest: String,
    /// Scopes, a list of texts.
    #[sea_orm(column_type = "JsonBinary")]
    pub scopes: Json,
    /// When it expires.
    pub expires_at: Option<DateTimeUtc>,
    /// When it was revoked.
    pub revoked_at: Option<DateTimeUtc>,
    /// When it was last used.
    pub last_used_at: Option<DateTimeUtc>,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
