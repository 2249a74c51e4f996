//! `GET /payments/export`

use domain::id::CustomerId;
use store::export::List;
use store::payment::PaymentFilter;

use crate::access::{May, ReadPayments};
use crate::customer;
use crate::input::{LanguageCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which payments, and how their table is written.
    struct PaymentExportQuery {
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

/// Export a list of payments, by the filters of the list, as a table.
///
/// Whoever asks must also be allowed to read customers. The table is written as that of
/// `/customers/export`.
#[utoipa::path(get, path = "/payments/export")]
pub(crate) async fn handler(
    may: May<ReadPayments>,
    query: Query<PaymentExportQuery>,
) -> Result<Table, Problem> {
    let customer = customer::asked(may.db(), query.customer).await?;
    let filter = PaymentFilter { customer, proposed: query.proposed.unwrap_or(false) };
    Table::of(&may, "payments", List::Payments(filter), query.format, query.language).await
}
