//! `GET /payments`

use domain::id::CustomerId;
use store::payment::PaymentFilter;
use uuid::Uuid;

use super::PaymentView;
use crate::access::{May, ReadPayments};
use crate::answer::{Found, Listed};
use crate::customer;
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which payments, and which page.
    struct PaymentListQuery {
        /// Those of one customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// `true`: those of which something was proposed and waits for a person.
        proposed: Option<bool>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List payments, in the order in which they were recorded.
#[utoipa::path(get, path = "/payments")]
pub(crate) async fn handler(
    may: May<ReadPayments>,
    query: Query<PaymentListQuery>,
) -> Result<Found<Listed<PaymentView>>, Problem> {
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = PaymentFilter { customer, proposed: query.proposed.unwrap_or(false) };
    let page = page(query.limit, query.after);
    let payments = store::payment::list(may.db().read(), filter, page).await?;
    Ok(Listed::of(payments, PaymentView::from))
}
