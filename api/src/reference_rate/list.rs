//! `GET /reference-rates`

use store::Page;

use super::RateView;
use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::problem::Problem;

/// List the reference rates, by kind and first day. They are few: there is one page.
#[utoipa::path(get, path = "/reference-rates")]
pub(crate) async fn handler(may: May<ReadDunning>) -> Result<Found<Listed<RateView>>, Problem> {
    let items = store::rate::list(may.db()).await?;
    Ok(Listed::of(Page { items, next: None }, RateView::from))
}
