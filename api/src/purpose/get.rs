//! `GET /purposes/{id}`

use domain::id::PurposeId;

use super::PurposeView;
use crate::access::{May, ReadConsents};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a purpose.
#[utoipa::path(get, path = "/purposes/{id}")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<PurposeId>,
) -> Result<Versioned<PurposeView>, Problem> {
    let purpose = store::purpose::get(may.db().read(), *id).await?;
    let version = purpose.version;
    Ok(Versioned(purpose.into(), version))
}
