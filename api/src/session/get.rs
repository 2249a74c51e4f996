//! `GET /session`

use domain::user::Act;

use super::SessionView;
use crate::access::{Origin, SignedIn};
use crate::answer::Found;
use crate::input::ActCode;
use crate::problem::Problem;

/// Who am I, and what may I do?
#[utoipa::path(get, path = "/session")]
pub(crate) async fn handler(caller: SignedIn) -> Result<Found<SessionView>, Problem> {
    let principal = caller.principal();
    let user = store::user::get(caller.db(), principal.user).await?;
    let csrf_token = match &principal.origin {
        Origin::Session { csrf, .. } => Some(csrf.text()),
        Origin::Token { .. } => None,
    };
    let acts = Act::ALL.iter().copied().filter(|act| principal.may(*act)).map(ActCode).collect();
    Ok(Found(SessionView { user: user.into(), acts, csrf_token }))
}
