//! `GET /notes/export`

use domain::id::CustomerId;
use store::export::List;

use crate::access::{May, ReadCustomers};
use crate::customer::{MayBeUnknown, known};
use crate::input::{LanguageCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Whose notes, and how their table is written.
    struct NoteExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the words; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those of one customer; those of all of them when absent.
        #[param(value_type = Option<Uuid>)]
        customer: Option<CustomerId>,
    }
}

/// Export the notes of a customer, or of all of them, as a table.
///
/// The table is written as that of `/customers/export`.
#[utoipa::path(get, path = "/notes/export")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<NoteExportQuery>,
    _: MayBeUnknown,
) -> Result<Table, Problem> {
    let customer = known(may.db(), query.customer).await?;
    let list = List::Notes(customer);
    Table::of(&may, "notes", list, query.format, query.language).await
}
