//! `POST /imports/{id}/revert`

use domain::id::ImportId;
use store::import::Task;

use super::{ImportView, begun};
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Begun;
use crate::input::Id;
use crate::problem::Problem;

/// Undo an import of customers: what it made is removed, what it changed is given back what it was.
///
/// A worker does it. As long as something newer depends on one of the customers nothing is undone, and
/// `refusal` tells what does. What people refused or objected to by the import stays, also of customers
/// that are removed: `notices.refusal_recorded` says how many.
#[utoipa::path(post, path = "/imports/{id}/revert")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<ImportId>,
    key: Key,
) -> Result<Begun<ImportView>, Problem> {
    super::allowed(&may, *id).await?;
    let key = key.without_body();
    store::import::ask(may.db(), &may.context(), *id, Task::Revert, key.as_ref()).await?;
    begun(&may, *id).await
}
