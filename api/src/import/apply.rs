//! `POST /imports/{id}/apply`

use domain::id::ImportId;
use store::import::Task;

use super::{ImportView, begun};
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Begun;
use crate::input::Id;
use crate::problem::Problem;

/// Apply the valid rows of a planned import; rows with a fault are left out.
///
/// A worker does it, by pages: `done` of `total`. Asked again, it goes on where it was.
#[utoipa::path(post, path = "/imports/{id}/apply")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<ImportId>,
    key: Key,
) -> Result<Begun<ImportView>, Problem> {
    super::allowed(&may, *id).await?;
    let key = key.without_body();
    store::import::ask(may.db(), &may.context(), *id, Task::Apply, key.as_ref()).await?;
    begun(&may, *id).await
}
