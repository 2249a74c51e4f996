//! `POST /duplicates/search`

use super::SearchView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Accepted;
use crate::problem::Problem;

/// Search the whole file for duplicates.
///
/// One search at a time: while one is under way, it is the answer. `GET /duplicate-searches/{id}` tells how
/// far it is. Nothing is merged by itself.
#[utoipa::path(post, path = "/duplicates/search")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    key: Key,
) -> Result<Accepted<SearchView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    let id = store::duplicate::begin(db, &context, key.as_ref()).await?;
    let search = store::duplicate::search(db.read(), Some(id)).await?;
    let at = i32::try_from(search.done).unwrap_or(i32::MAX);
    Ok(Accepted(search.into(), at))
}
