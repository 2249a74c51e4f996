//! `GET /dunning-runs`

use uuid::Uuid;

use super::RunView;
use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, RunStateCode, page};
use crate::problem::Problem;

query! {
    /// Which runs, and which page.
    struct RunListQuery {
        /// Those in a state.
        state: Option<RunStateCode>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List runs of reminders, in the order in which they were proposed.
#[utoipa::path(get, path = "/dunning-runs")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    query: Query<RunListQuery>,
) -> Result<Found<Listed<RunView>>, Problem> {
    let state = query.state.map(|state| *state);
    let runs = store::dunning::runs(may.db(), state, page(query.limit, query.after)).await?;
    Ok(Listed::of(runs, RunView::from))
}
