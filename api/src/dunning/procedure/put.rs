//! `PUT /dunning-procedures/{id}`

use domain::id::ProcedureId;

use super::{ProcedureBody, ProcedureView};
use crate::access::{May, WriteProcedures};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id};
use crate::problem::Problem;

/// Describe a procedure of reminders anew.
///
/// What was confirmed before keeps its levels as they were.
#[utoipa::path(put, path = "/dunning-procedures/{id}")]
pub(crate) async fn handler(
    may: May<WriteProcedures>,
    id: Id<ProcedureId>,
    expected: Expected,
    body: Body<ProcedureBody>,
) -> Result<Versioned<ProcedureView>, Problem> {
    let (db, context) = (may.db(), may.context());
    let new = body.value.into();
    store::dunning::update_procedure(db, &context, *id, expected.0, new).await?;
    let procedure = store::dunning::procedure(db, *id).await?;
    let version = procedure.version;
    Ok(Versioned(procedure.into(), version))
}
