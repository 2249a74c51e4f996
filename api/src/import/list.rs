//! `GET /imports`

use uuid::Uuid;

use super::ImportView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which page.
    struct ImportListQuery {
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the imports whose file is read, in the order in which they came.
#[utoipa::path(get, path = "/imports")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<ImportListQuery>,
) -> Result<Found<Listed<ImportView>>, Problem> {
    let page = page(query.limit, query.after);
    let imports = store::import::list(may.db().read(), page).await?;
    Ok(Listed::of(imports, ImportView::from))
}
