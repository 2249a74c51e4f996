//! Table `user_account`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// A user of the program.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// E-mail address, as written.
    pub email: String,
    /// E-mail address, normalised, unique.
    pub email_key: String,
    /// Name.
    pub name: String,
    /// Language of what is shown.
    pub language: String,
    /// Role, a code of `domain::user::Role`.
    pub role: String,
    /// Argon2id hash; none = cannot sign in by password.
    pub password_hash: Option<String>,
    /// When the account was disabled.
    pub disabled_at: Option<DateTimeUtc>,
    /// Failures since the last success.
    pub failed_logins: i32,
    /// End of the lock after failures.
    pub locked_until: Option<DateTimeUtc>,
    /// Grows with each change.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
