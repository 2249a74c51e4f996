//! `GET /purposes/{id}/wordings`

use domain::id::PurposeId;
use store::Page;

use super::WordingView;
use crate::access::{May, ReadConsents};
use crate::answer::{Found, Listed};
use crate::input::Id;
use crate::problem::Problem;

/// List the versions of the words by which consent is asked, the oldest first. There is one page.
#[utoipa::path(get, path = "/purposes/{id}/wordings")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<PurposeId>,
) -> Result<Found<Listed<WordingView>>, Problem> {
    store::purpose::get(may.db().read(), *id).await?;
    let items = store::purpose::wordings(may.db(), *id).await?;
    Ok(Listed::of(Page { items, next: None }, WordingView::from))
}
