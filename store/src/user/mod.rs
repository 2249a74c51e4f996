//! Users of the program.
//!
//! A user is never deleted, since the timeline names who did what: an account is disabled, which ends its
//! sessions and silences its tokens. One administrator always remains.

pub mod password;
mod read;
mod write;

use chrono::{DateTime, Utc};
use domain::customer::EmailAddress;
use domain::id::UserId;
use domain::language::Language;
use domain::user::{PersonName, Role};

use crate::entity::user_account;
use crate::error::StoreError;
use crate::sql::unreadable;

pub use password::PasswordHash;
pub(crate) use read::by_email;
pub use read::{find_by_email, get, has_administrator, list};
pub use write::{change, create, set_password};

/// The noun of a user in the API.
pub(crate) const NOUN: &str = "user";

/// A user to create.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// By which the person signs in; unique without regard to case.
    pub email: EmailAddress,
    /// Name.
    pub name: PersonName,
    /// Language of what is shown to the person.
    pub language: Language,
    /// Role.
    pub role: Role,
    /// Hash of the password; without one the person acts by tokens only.
    pub password: Option<PasswordHash>,
}

/// What to change of a user; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct UserChange {
    /// Name.
    pub name: Option<PersonName>,
    /// Language.
    pub language: Option<Language>,
    /// Role.
    pub role: Option<Role>,
    /// Whether the account is disabled.
    pub disabled: Option<bool>,
}

/// A user, without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRecord {
    /// Id.
    pub id: UserId,
    /// Address, as written.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language.
    pub language: Language,
    /// Role.
    pub role: Role,
    /// Whether a password is set.
    pub has_password: bool,
    /// When the account was disabled.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Grows with each change.
    pub version: i32,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl UserRecord {
    pub(crate) fn from_row(row: user_account::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            language: language(&row.language)?,
            role: role(&row.role)?,
            email: row.email,
            name: row.name,
            has_password: row.password_hash.is_some(),
            disabled_at: row.disabled_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(crate) fn language(code: &str) -> Result<Language, StoreError> {
    code.parse().map_err(|fault| unreadable("user_account.language", fault))
}

pub(crate) fn role(code: &str) -> Result<Role, StoreError> {
    code.parse().map_err(|fault| unreadable("user_account.role", fault))
}

#[cfg(test)]
pub(crate) mod tests;
