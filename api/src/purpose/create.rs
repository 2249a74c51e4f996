//! `POST /purposes`

use super::{PurposeBody, PurposeView};
use crate::access::{Key, May, WritePurposes};
use crate::answer::Created;
use crate::input::Body;
use crate::problem::Problem;

/// Make a purpose.
#[utoipa::path(post, path = "/purposes")]
pub(crate) async fn handler(
    may: May<WritePurposes>,
    key: Key,
    body: Body<PurposeBody>,
) -> Result<Created<PurposeView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let id = store::purpose::create(db, &context, body.value.into(), key.as_ref()).await?;
    let purpose = store::purpose::get(db.read(), id).await?;
    Ok(Created { location: format!("/api/v1/purposes/{id}"), body: purpose.into() })
}
