//! Somebody who is known: a user, by a token or a session.

use std::fmt;

use domain::context::Actor;
use domain::id::{SessionId, TokenId, UserId};
use domain::language::Language;
use domain::user::{Act, Role, Secret32};
use store::session::SessionHolder;
use store::token::TokenHolder;

/// How somebody is known.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// By an API token, which narrows what the user may do.
    Token { id: TokenId, scopes: Vec<Act> },
    /// By a session; `trusted` when the secret against forged requests came with it.
    Session { id: SessionId, csrf: Secret32, trusted: bool },
}

impl fmt::Display for Origin {
    /// As the log tells it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token { id, .. } => write!(f, "token:{id}"),
            Self::Session { id, .. } => write!(f, "session:{id}"),
        }
    }
}

/// Somebody who is known.
#[derive(Debug, Clone)]
pub(crate) struct Principal {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) language: Language,
    pub(crate) origin: Origin,
}

impl Principal {
    pub(crate) fn of_token(holder: TokenHolder) -> Self {
        let TokenHolder { token, user, .. } = holder;
        let origin = Origin::Token { id: token.id, scopes: token.scopes };
        Self { user: user.id, role: user.role, language: user.language, origin }
    }

    pub(crate) fn of_session(holder: SessionHolder, csrf: Secret32, trusted: bool) -> Self {
        let origin = Origin::Session { id: holder.id, csrf, trusted };
        let user = holder.user;
        Self { user: user.id, role: user.role, language: user.language, origin }
    }

    /// Whether this caller may do `act`: the role's table, narrowed by the token's scope.
    pub(crate) fn may(&self, act: Act) -> bool {
        self.role.may(act)
            && match &self.origin {
                Origin::Token { scopes, .. } => scopes.contains(&act),
                Origin::Session { .. } => true,
            }
    }

    pub(crate) const fn actor(&self) -> Actor {
        Actor::User(self.user)
    }

    /// Whether a request that changes something may have been forged by another site.
    pub(crate) const fn may_be_forged(&self) -> bool {
        matches!(self.origin, Origin::Session { trusted: false, .. })
    }
}
