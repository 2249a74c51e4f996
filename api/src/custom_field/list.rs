//! `GET /custom-fields`

use uuid::Uuid;

use super::CustomFieldView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which page.
    struct CustomFieldListQuery {
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List the firm's own fields, the archived ones too.
#[utoipa::path(get, path = "/custom-fields")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<CustomFieldListQuery>,
) -> Result<Found<Listed<CustomFieldView>>, Problem> {
    let page = page(query.limit, query.after);
    let fields = store::customer::custom_fields(may.db(), page).await?;
    Ok(Listed::of(fields, CustomFieldView::from))
}
