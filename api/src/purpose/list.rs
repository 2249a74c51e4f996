//! `GET /purposes`

use store::Page;

use super::PurposeView;
use crate::access::{May, ReadConsents};
use crate::answer::{Found, Listed};
use crate::problem::Problem;

/// List the purposes. They are few: there is one page.
#[utoipa::path(get, path = "/purposes")]
pub(crate) async fn handler(may: May<ReadConsents>) -> Result<Found<Listed<PurposeView>>, Problem> {
    let items = store::purpose::list(may.db().read()).await?;
    Ok(Listed::of(Page { items, next: None }, PurposeView::from))
}
