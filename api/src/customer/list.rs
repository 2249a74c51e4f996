//! `GET /customers`

use domain::customer::{Reference, Tag};
use domain::id::UserId;
use store::customer::{CustomerFilter, CustomerOrder};
use uuid::Uuid;

use super::CustomerView;
use crate::access::{May, ReadCustomers};
use crate::answer::{Found, Listed};
use crate::input::{CustomerOrderCode, LanguageCode, LegalClassCode, Limit, Query, Text, page};
use crate::problem::Problem;

query! {
    /// Which customers, and which page.
    struct CustomerListQuery {
        /// The one with this reference, whatever its case.
        #[param(value_type = Option<String>, min_length = 1, max_length = 64)]
        reference: Option<Reference>,
        /// Those of a legal class.
        legal_class: Option<LegalClassCode>,
        /// Those to whom one writes in this language.
        language: Option<LanguageCode>,
        /// Those that are reminded, or those that are not.
        dunning_active: Option<bool>,
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
        /// In which order: `made`, the default, is the order in which they were made.
        #[param(inline)]
        sort: Option<CustomerOrderCode>,
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
    let order = query.sort.map_or(CustomerOrder::Made, |order| *order);
    let filter = CustomerFilter {
        reference: query.reference,
        legal_class: query.legal_class.map(|class| *class),
        language: query.language.map(|language| *language),
        dunning_active: query.dunning_active,
        name: query.name.map(|name| name.0),
        owner: query.owner,
        tag: query.tag,
        deleted: query.deleted.unwrap_or(false),
    };
    let page = page(query.limit, query.after);
    let customers = store::customer::list(may.db().read(), &filter, order, page).await?;
    Ok(Listed::of(customers, CustomerView::from))
}
