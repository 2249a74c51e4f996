//! `GET /customers`

use domain::customer::{Reference, Tag};
use domain::id::UserId;
use store::customer::CustomerFilter;
use uuid::Uuid;

use super::CustomerView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{LegalClassCode, Limit, Query, Text, page};
use crate::problem::Problem;

query! {
    /// Which customers, and which page.
    struct CustomerListQuery {
        /// The one with this reference, whatever its case.
        #[param(value_type = Option<String>, min_length = 1, max_length = 64)]
        reference: Option<Reference>,
        /// Those of a legal class.
        legal_class: Option<LegalClassCode>,
        /// Those whose name begins so, whatever the case and the accents.
        #[param(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
        /// Those that a user looks after.
        #[param(value_type = Option<Uuid>)]
        owner: Option<UserId>,
        /// Those with this tag, whatever its case and its accents.
        #[param(value_type = Option<String>, min_length = 1, max_length = 40)]
        tag: Option<Tag>,
        /// Those that were deleted, instead of those that were not.
        deleted: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List customers.
#[utoipa::path(get, path = "/customers")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<CustomerListQuery>,
) -> Result<Found<Listed<CustomerView>>, Problem> {
    let query = query.0;
    let filter = CustomerFilter {
        reference: query.reference,
        legal_class: query.legal_class.map(|class| *class),
        name: query.name.map(|name| name.0),
        owner: query.owner,
        tag: query.tag,
        deleted: query.deleted.unwrap_or(false),
    };
    let page = page(query.limit, query.after);
    let customers = store::customer::list(may.db().read(), &filter, page).await?;
    Ok(Listed::of(customers, CustomerView::from))
}
