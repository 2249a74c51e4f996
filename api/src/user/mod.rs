//! Users of the program.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::user::UserRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{LanguageCode, RoleCode};

/// A user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User, example = json!({
    "id": "01a2076b-4400-7000-9948-9654fcd76fda",
    "email": "zoe.durand@example.fr",
    "name": "Zoé Durand",
    "role": "assistant",
    "language": "fr",
    "has_password": true,
    "disabled_at": null,
    "version": 1,
    "created_at": "2026-11-23T08:00:00Z",
    "updated_at": "2026-11-23T08:00:00Z",
}))]
pub(crate) struct UserView {
    /// Id.
    id: Uuid,
    /// By which the user signs in.
    email: String,
    /// Name.
    name: String,
    /// Role: it decides what the user may do.
    role: RoleCode,
    /// Language of what is shown to the user.
    language: LanguageCode,
    /// Whether the user can sign in with a password.
    has_password: bool,
    /// When the account was disabled.
    disabled_at: Option<DateTime<Utc>>,
    /// Grows with each change.
    version: i32,
    /// When the account was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<UserRecord> for UserView {
    fn from(user: UserRecord) -> Self {
        Self {
            id: user.id.0,
            email: user.email,
            name: user.name,
            role: RoleCode(user.role),
            language: LanguageCode(user.language),
            has_password: user.has_password,
            disabled_at: user.disabled_at,
            version: user.version,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}
