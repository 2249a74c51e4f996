//! `GET /users`

use uuid::Uuid;

use super::UserView;
use crate::access::{May, ReadUsers};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which page.
    struct UserListQuery {
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the users.
///
/// The oldest first, disabled ones too.
#[utoipa::path(get, path = "/users")]
pub(crate) async fn handler(
    may: May<ReadUsers>,
    query: Query<UserListQuery>,
) -> Result<Found<Listed<UserView>>, Problem> {
    let users = store::user::list(may.db(), page(query.limit, query.after)).await?;
    Ok(Listed::of(users, UserView::from))
}
