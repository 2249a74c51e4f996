//! `DELETE /tokens/{id}`

use domain::id::TokenId;
use domain::user::Act;

use crate::access::{May, OwnTokens};
use crate::answer::Done;
use crate::input::Id;
use crate::problem::Problem;

/// Revoke a token for good.
///
/// One's own, or anybody's for those who may change users.
#[utoipa::path(delete, path = "/tokens/{id}")]
pub(crate) async fn handler(may: May<OwnTokens>, id: Id<TokenId>) -> Result<Done, Problem> {
    let everybodys = may.principal().may(Act::WriteUsers);
    let of = (!everybodys).then_some(may.principal().user);
    store::token::revoke(may.db(), &may.context(), *id, of).await?;
    Ok(Done)
}
