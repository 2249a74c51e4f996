//! `GET /credit-notes/export`

use domain::id::CustomerId;
use store::export::List;
use store::payment::PaymentFilter;

use crate::access::{May, ReadInvoices};
use crate::customer;
use crate::input::{LanguageCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which credit notes, and how their table is written.
    struct CreditNoteExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the decimal mark; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those of one customer.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
        /// `true`: those of which something was proposed and waits for a person.
        proposed: Option<bool>,
    }
}

/// Export a list of credit notes, by the filters of the list, as a table.
///
/// The table is written as that of `/customers/export`.
#[utoipa::path(get, path = "/credit-notes/export")]
pub(crate) async fn handler(
    may: May<ReadInvoices>,
    query: Query<CreditNoteExportQuery>,
) -> Result<Table, Problem> {
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = PaymentFilter { customer, proposed: query.proposed.unwrap_or(false) };
    Table::of(&may, "credit-notes", List::CreditNotes(filter), query.format, query.language).await
}
