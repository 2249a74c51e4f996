//! `GET /invoices/export`

use chrono::NaiveDate;
use domain::id::CustomerId;
use store::export::List;
use store::invoice::InvoiceFilter;

use super::list::state;
use crate::access::{May, ReadInvoices};
use crate::customer;
use crate::input::{InvoiceStateCode, LanguageCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which invoices, as of which day, and how their table is written.
    struct InvoiceExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the decimal mark; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those of one customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// Those in a state as of the day.
        #[param(inline)]
        state: Option<InvoiceStateCode>,
        /// The day as of which they are shown; today when absent.
        as_of: Option<NaiveDate>,
    }
}

/// Export a list of invoices, by the filters of the list, as a table: a row for each invoice.
///
/// `due_on` is the first day by which something is owed that is still to be paid. Whoever asks must also be
/// allowed to read customers. The table is written as that of `/customers/export`.
#[utoipa::path(get, path = "/invoices/export")]
pub(crate) async fn handler(
    may: May<ReadInvoices>,
    query: Query<InvoiceExportQuery>,
) -> Result<Table, Problem> {
    let as_of = may.day_or_today(query.as_of).await?;
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = InvoiceFilter { customer, state: state(query.state) };
    let list = List::Invoices { filter, as_of };
    Table::of(&may, "invoices", list, query.format, query.language).await
}
