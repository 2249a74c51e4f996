//! `GET /imports/{id}`

use domain::id::ImportId;

use super::ImportView;
use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// How far an import is, and what it does.
#[utoipa::path(get, path = "/imports/{id}")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<ImportId>,
) -> Result<Found<ImportView>, Problem> {
    Ok(Found(store::import::follow(may.db().read(), *id).await?.into()))
}
