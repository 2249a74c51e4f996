//! `PUT /purposes/{id}`

use domain::id::PurposeId;

use super::{PurposeBody, PurposeView};
use crate::access::{May, WritePurposes};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id};
use crate::problem::Problem;

/// Describe a purpose anew.
///
/// Its code stays, and what is no marketing does not become marketing. Consents that were given stay.
#[utoipa::path(put, path = "/purposes/{id}")]
pub(crate) async fn handler(
    may: May<WritePurposes>,
    id: Id<PurposeId>,
    expected: Expected,
    body: Body<PurposeBody>,
) -> Result<Versioned<PurposeView>, Problem> {
    let (db, context) = (may.db(), may.context());
    store::purpose::update(db, &context, *id, expected.0, body.value.into()).await?;
    let purpose = store::purpose::get(db.read(), *id).await?;
    let version = purpose.version;
    Ok(Versioned(purpose.into(), version))
}
