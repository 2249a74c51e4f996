//! `GET /dunning-procedures`

use store::Page;

use super::ProcedureView;
use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::problem::Problem;

/// List the procedures of reminders. They are few: there is one page.
#[utoipa::path(get, path = "/dunning-procedures")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
) -> Result<Found<Listed<ProcedureView>>, Problem> {
    let items = store::dunning::procedures(may.db()).await?;
    Ok(Listed::of(Page { items, next: None }, ProcedureView::from))
}
