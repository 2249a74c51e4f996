//! Finds out who calls, before anything else of a request is looked at.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use domain::user::TokenText;
use store::{StoreError, session, token};

use super::Principal;
use super::cookie::{csrf_secret, session_secret};
use crate::problem::Problem;
use crate::state::State;

/// Who calls, as an extension of the request.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// Nobody who is known: nothing was shown, or nothing that is valid.
    Nobody,
    /// Somebody who is known.
    Known(Principal),
}

/// Finds the caller and notes it; what the caller may do is for the handler's access to say.
pub(crate) async fn identify<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
        return Err(Problem::internal("no state").into());
    };
    let caller = caller(&request, &state).await.map_err(Problem::from)?;
    request.extensions_mut().insert(caller);
    next.call(request).await
}

async fn caller(request: &ServiceRequest, state: &web::Data<State>) -> Result<Caller, StoreError> {
    if let Some(shown) = request.headers().get(header::AUTHORIZATION) {
        let Some(shown) = shown.to_str().ok().and_then(bearer) else { return Ok(Caller::Nobody) };
        let Some(holder) = token::holder(state.db(), &shown.digest(), state.now()).await? else {
            return Ok(Caller::Nobody);
        };
        if holder.stale_use {
            note_use(state.clone(), holder.token.id);
        }
        return Ok(Caller::Known(Principal::of_token(holder)));
    }
    let Some(secret) = session_secret(request) else { return Ok(Caller::Nobody) };
    let Some(holder) = session::holder(state.db(), secret, state.now()).await? else {
        return Ok(Caller::Nobody);
    };
    let trusted = csrf_secret(request).is_some_and(|csrf| holder.trusts(csrf));
    Ok(Caller::Known(Principal::of_session(holder, secret.csrf(), trusted)))
}

/// The token of `Bearer TOKEN` (RFC 6750, section 2.1); the scheme is read without case.
fn bearer(header: &str) -> Option<TokenText> {
    let (scheme, token) = header.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") { token.trim().parse().ok() } else { None }
}

/// Writes that the token was used, beside the request: nobody waits for it.
fn note_use(state: web::Data<State>, id: domain::id::TokenId) {
    actix_web::rt::spawn(async move {
        if let Err(error) = token::touch(state.db(), id, state.now()).await {
            tracing::warn!(token = %id, %error, "the use of a token was not noted");
        }
    });
}
