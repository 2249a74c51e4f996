//! Signing in and out with a password.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;

use serde::Serialize;
use utoipa::ToSchema;

use crate::input::ActCode;
use crate::user::UserView;

/// Who is signed in, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionView {
    /// The user.
    user: UserView,
    /// What the caller may do: the role's acts, narrowed by the scope of a token.
    acts: Vec<ActCode>,
    /// For the header `X-CSRF-Token` of what changes something; `null` with an API token, which needs none.
    csrf_token: Option<String>,
}
