//! `POST /dunning-procedures`

use super::{ProcedureBody, ProcedureView};
use crate::access::{Key, May, WriteProcedures};
use crate::answer::Created;
use crate::input::Body;
use crate::problem::Problem;

/// Make a procedure of reminders.
#[utoipa::path(post, path = "/dunning-procedures")]
pub(crate) async fn handler(
    may: May<WriteProcedures>,
    key: Key,
    body: Body<ProcedureBody>,
) -> Result<Created<ProcedureView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let new = body.value.into();
    let id = store::dunning::create_procedure(db, &context, new, key.as_ref()).await?;
    let procedure = store::dunning::procedure(db, id).await?;
    let location = format!("/api/v1/dunning-procedures/{id}");
    Ok(Created { location, body: procedure.into() })
}
