//! `GET /dunning-procedures/{id}`

use domain::id::ProcedureId;

use super::ProcedureView;
use crate::access::{May, ReadDunning};
use crate::answer::Versioned;
use crate::input::Id;
use crate::problem::Problem;

/// Get a procedure of reminders.
#[utoipa::path(get, path = "/dunning-procedures/{id}")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<ProcedureId>,
) -> Result<Versioned<ProcedureView>, Problem> {
    let procedure = store::dunning::procedure(may.db(), *id).await?;
    let version = procedure.version;
    Ok(Versioned(procedure.into(), version))
}
