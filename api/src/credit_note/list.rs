//! `GET /credit-notes`

use domain::id::CustomerId;
use store::payment::PaymentFilter;
use uuid::Uuid;

use super::CreditNoteView;
use crate::access::{May, ReadInvoices};
use crate::answer::{Found, Listed};
use crate::customer;
use crate::input::{Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which credit notes, and which page.
    struct CreditNoteListQuery {
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

/// List credit notes, in the order in which they were posted.
#[utoipa::path(get, path = "/credit-notes")]
pub(crate) async fn handler(
    may: May<ReadInvoices>,
    query: Query<CreditNoteListQuery>,
) -> Result<Found<Listed<CreditNoteView>>, Problem> {
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = PaymentFilter { customer, proposed: query.proposed.unwrap_or(false) };
    let page = page(query.limit, query.after);
    let notes = store::payment::credit_notes(may.db().read(), filter, page).await?;
    Ok(Listed::of(notes, CreditNoteView::from))
}
