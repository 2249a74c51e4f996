//! Tokens of the API.

pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod revoke;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::token::TokenRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::ActCode;

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub(crate) struct TokenView {
    /// Id.
    id: Uuid,
    /// The user on whose behalf it acts.
    user: Uuid,
    /// What it is for.
    name: String,
    /// Its first letters.
    prefix: String,
    /// What it may do, at most.
    scopes: Vec<ActCode>,
    /// When it ends.
    expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, within an hour.
    last_used_at: Option<DateTime<Utc>>,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<TokenRecord> for TokenView {
    fn from(token: TokenRecord) -> Self {
        Self {
            id: token.id.0,
            user: token.user.0,
            name: token.name,
            prefix: token.prefix,
            scopes: token.scopes.into_iter().map(ActCode).collect(),
            expires_at: token.expires_at,
            revoked_at: token.revoked_at,
            last_used_at: token.last_used_at,
            created_at: token.created_at,
        }
    }
}
