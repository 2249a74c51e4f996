//! `GET /invoices`

use chrono::NaiveDate;
use domain::id::CustomerId;
use store::invoice::{InvoiceFilter, InvoiceState};
use uuid::Uuid;

use super::InvoiceView;
use crate::access::{May, ReadInvoices};
use crate::answer::{Found, Listed};
use crate::customer;
use crate::input::{InvoiceStateChoice, InvoiceStateCode, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which invoices, as of which day, and which page.
    struct InvoiceListQuery {
        /// Those of one customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Those in a state as of the day.
        #[param(inline)]
        state: Option<InvoiceStateCode>,
        /// The day as of which they are shown; today when absent.
        as_of: Option<NaiveDate>,
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// List invoices, in the order in which they were posted.
#[utoipa::path(get, path = "/invoices")]
pub(crate) async fn handler(
    may: May<ReadInvoices>,
    query: Query<InvoiceListQuery>,
) -> Result<Found<Listed<InvoiceView>>, Problem> {
    let as_of = may.day_or_today(query.as_of).await?;
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = InvoiceFilter { customer, state: state(query.state) };
    let page = page(query.limit, query.after);
    let invoices = store::invoice::list(may.db().read(), filter, as_of, page).await?;
    Ok(Listed::of(invoices, |invoice| InvoiceView::new(invoice, as_of)))
}

/// The state asked for.
pub(super) fn state(code: Option<InvoiceStateCode>) -> Option<InvoiceState> {
    code.map(|code| match *code {
        InvoiceStateChoice::Open => InvoiceState::Open,
        InvoiceStateChoice::Paid => InvoiceState::Paid,
        InvoiceStateChoice::Overdue => InvoiceState::Overdue,
    })
}
