//! `GET /contact-rules`

use store::Page;

use super::ContactRuleView;
use crate::access::{May, ReadConsents};
use crate::answer::{Found, Listed};
use crate::problem::Problem;

/// List the figures of the law on contact, by kind and first day. They are few: there is one page.
#[utoipa::path(get, path = "/contact-rules")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
) -> Result<Found<Listed<ContactRuleView>>, Problem> {
    let items = store::contactability::rules(may.db().read()).await?;
    Ok(Listed::of(Page { items, next: None }, ContactRuleView::from))
}
