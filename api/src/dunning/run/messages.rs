//! `GET /dunning-runs/{id}/messages`

use domain::id::RunId;
use uuid::Uuid;

use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::dunning::notice::NoticeView;
use crate::input::{Id, Limit, Query, ReviewCode, page};
use crate::problem::Problem;

query! {
    /// Which messages of the run, and which page.
    struct RunMessagesQuery {
        /// Those of a state of review.
        review: Option<ReviewCode>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the messages of a run.
#[utoipa::path(get, path = "/dunning-runs/{id}/messages")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<RunId>,
    query: Query<RunMessagesQuery>,
) -> Result<Found<Listed<NoticeView>>, Problem> {
    store::dunning::run(may.db(), *id).await?;
    let review = query.review.map(|review| *review);
    let page = page(query.limit, query.after);
    let notices = store::dunning::run_messages(may.db(), *id, review, page).await?;
    Ok(Listed::of(notices, NoticeView::from))
}
