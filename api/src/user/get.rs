//! `GET /users/{id}`

use domain::id::UserId;

use super::UserView;
use crate::access::{May, ReadUsers};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a user.
#[utoipa::path(get, path = "/users/{id}")]
pub(crate) async fn handler(
    may: May<ReadUsers>,
    id: Id<UserId>,
) -> Result<Versioned<UserView>, Problem> {
    let user = store::user::get(may.db(), *id).await?;
    let version = user.version;
    Ok(Versioned(user.into(), version))
}
