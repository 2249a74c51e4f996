//! `POST /tokens`

use chrono::TimeDelta;
use domain::user::{PersonName, Secret32, TokenText};
use serde::Serialize;
use store::token::NewToken;
use utoipa::ToSchema;

use super::TokenView;
use crate::access::{Key, May, Origin, OwnTokens};
use crate::answer::Created;
use crate::input::{ActCode, Body};
use crate::problem::{Kind, Problem};

input! {
    /// A token to make, for oneself.
    #[schema(as = NewToken, example = json!({
        "name": "nightly export",
        "scopes": ["read_customers", "read_invoices"],
        "days": 90,
    }))]
    struct NewTokenBody {
        /// What it is for.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        name: PersonName,
        /// What it may do; absent: all that one may do oneself today.
        scopes: Option<Vec<ActCode>>,
        /// Days until it ends, 1 to 366; 90 when absent.
        #[schema(minimum = 1, maximum = 366)]
        days: Option<i32>,
    }
}

/// A token that was just made, with its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreatedToken)]
pub(crate) struct CreatedTokenView {
    /// The token without its secret.
    token: TokenView,
    /// The whole token: shown this once. It is `null` when the same request was asked before.
    secret: Option<String>,
}

/// Make a token for oneself.
///
/// A token never does more than its owner, nor than the token that made it. Its secret is shown once.
#[utoipa::path(post, path = "/tokens")]
pub(crate) async fn handler(
    may: May<OwnTokens>,
    key: Key,
    body: Body<NewTokenBody>,
) -> Result<Created<CreatedTokenView>, Problem> {
    let idempotency = key.with_body(&body.digest);
    let NewTokenBody { name, scopes, days } = body.value;
    let scopes = match (&may.principal().origin, scopes) {
        (_, Some(scopes)) => Some(scopes.into_iter().map(|act| *act).collect::<Vec<_>>()),
        (Origin::Token { scopes, .. }, None) => Some(scopes.clone()),
        (Origin::Session { .. }, None) => None,
    };
    let beyond = scopes.iter().flatten().find(|act| !may.principal().may(**act));
    if let Some(act) = beyond {
        return Err(Problem::of(Kind::Refused).coded("scope_beyond_role").with("act", act));
    }
    let context = may.context();
    let new = NewToken {
        user: may.principal().user,
        name,
        scopes,
        expires_at: context.now + TimeDelta::days(days.unwrap_or(90).into()),
    };
    let text = TokenText::new(Secret32::new(may.state().entropy()));
    let id = store::token::create(may.db(), &context, new, &text, idempotency.as_ref()).await?;
    let token = store::token::get(may.db(), id).await?;
    // A request that was asked before answers with the token that it made then.
    let secret = (token.digest == text.digest().as_str()).then(|| text.reveal());
    let body = CreatedTokenView { token: token.into(), secret };
    Ok(Created { location: format!("/api/v1/tokens/{id}"), body })
}
