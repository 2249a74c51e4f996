//! `GET /customers/export`

use domain::customer::{Reference, Tag};
use domain::id::UserId;
use store::customer::CustomerFilter;
use store::export::{Customers, List};

use crate::access::{May, ReadCustomers};
use crate::input::{LanguageCode, LegalClassCode, Query, TableFormatCode, Text};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which customers, and how their table is written.
    struct CustomerExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the decimal mark; the caller's own when absent.
        language: Option<LanguageCode>,
        /// The one with this reference, whatever its case.
        #[param(value_type = Option<String>, min_length = 1, max_length = 64)]
        reference: Option<Reference>,
        /// Those of a legal class.
        legal_class: Option<LegalClassCode>,
        /// Those to whom one writes in this language.
        customer_language: Option<LanguageCode>,
        /// Those that are reminded, or those that are not.
        dunning_active: Option<bool>,
        /// Those whose name begins so, whatever the case and the accents.
        #[param(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
        /// Those that a user looks after.
        #[param(value_type = Option<uuid::Uuid>)]
        owner: Option<UserId>,
        /// Those with this tag, whatever its case and its accents.
        #[param(value_type = Option<String>, min_length = 1, max_length = 40)]
        tag: Option<Tag>,
        /// Those that were deleted, instead of those that were not.
        deleted: Option<bool>,
    }
}

/// Export a list of customers, by the filters of the list, as a table that can be imported again.
///
/// Owner, tags and the firm's own fields come last.
/// A text has semicolons and a decimal comma in French, commas and a point in English; a cell that a
/// spreadsheet would take for a formula begins with an apostrophe.
#[utoipa::path(get, path = "/customers/export")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<CustomerExportQuery>,
) -> Result<Table, Problem> {
    let query = query.0;
    let filter = CustomerFilter {
        reference: query.reference,
        legal_class: query.legal_class.map(|class| *class),
        language: query.customer_language.map(|language| *language),
        dunning_active: query.dunning_active,
        name: query.name.map(|name| name.0),
        owner: query.owner,
        tag: query.tag,
        deleted: query.deleted.unwrap_or(false),
    };
    let list = List::Customers(Customers::Listed(filter));
    Table::of(&may, "customers", list, query.format, query.language).await
}
