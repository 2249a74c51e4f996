//! Table `web_session`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A session of a user.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "web_session")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The user.
    pub user_id: Uuid,
    /// Digest of the cookie, lower-case hexadecimal, unique.
    pub digest: String,
    /// Digest of the token against forged requests, lower-case hexadecimal.
    pub csrf_digest: String,
    /// When it expires.
    pub expires_at: DateTimeUtc,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
