//! `GET /invoices/{id}`

use chrono::NaiveDate;
use domain::id::InvoiceId;

use super::InvoiceView;
use crate::access::{May, ReadInvoices};
use crate::answer::Found;
use crate::input::{Id, Query};
use crate::problem::Problem;

query! {
    /// As of which day.
    struct InvoiceQuery {
        /// The day as of which it is shown; today when absent.
        as_of: Option<NaiveDate>,
    }
}

/// Get an invoice, with what is owed of it as of a day.
#[utoipa::path(get, path = "/invoices/{id}")]
pub(crate) async fn handler(
    may: May<ReadInvoices>,
    id: Id<InvoiceId>,
    query: Query<InvoiceQuery>,
) -> Result<Found<InvoiceView>, Problem> {
    let as_of = may.day_or_today(query.as_of).await?;
    let invoice = store::invoice::get(may.db().read(), *id, as_of).await?;
    Ok(Found(InvoiceView::new(invoice, as_of)))
}
