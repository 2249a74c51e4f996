//! `GET /tokens`

use domain::id::UserId;
use domain::user::Act;
use uuid::Uuid;

use super::TokenView;
use crate::access::{May, OwnTokens};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, page};
use crate::problem::{Kind, Problem};

query! {
    /// Whose tokens, and which page.
    struct TokenListQuery {
        /// Another user's tokens: for those who may read users.
        #[param(value_type = Option<Uuid>)]
        user: Option<UserId>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List one's own tokens, or another user's.
#[utoipa::path(get, path = "/tokens")]
pub(crate) async fn handler(
    may: May<OwnTokens>,
    query: Query<TokenListQuery>,
) -> Result<Found<Listed<TokenView>>, Problem> {
    let me = may.principal().user;
    let of = query.user.unwrap_or(me);
    if of != me && !may.principal().may(Act::ReadUsers) {
        return Err(Problem::of(Kind::Forbidden).with("act", Act::ReadUsers));
    }
    let page = page(query.limit, query.after);
    let tokens = store::token::list(may.db(), Some(of), page).await?;
    Ok(Listed::of(tokens, TokenView::from))
}
