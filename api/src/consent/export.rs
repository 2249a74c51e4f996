//! `GET /consents/export`

use domain::id::{ContactPointId, PartyId};
use domain::purpose::PurposeCode;
use store::consent::ConsentFilter;
use store::export::List;

use crate::access::{May, ReadConsents};
use crate::input::{LanguageCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// Which decisions, and how their table is written.
    struct ConsentExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the words; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those of one party.
        #[param(value_type = Option<Uuid>)]
        party: Option<PartyId>,
        /// Those about one contact point.
        #[param(value_type = Option<Uuid>)]
        contact_point: Option<ContactPointId>,
        /// Those for one purpose, by its code.
        #[param(value_type = Option<String>, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: Option<PurposeCode>,
    }
}

/// Export a list of decisions about being contacted, by the filters of the list, as a table.
///
/// The table is written as that of `/customers/export`.
#[utoipa::path(get, path = "/consents/export")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    query: Query<ConsentExportQuery>,
) -> Result<Table, Problem> {
    let filter = ConsentFilter {
        party: query.party,
        point: query.contact_point,
        purpose: super::asked_purpose(may.db(), query.purpose.as_ref()).await?,
    };
    Table::of(&may, "consents", List::Consents(filter), query.format, query.language).await
}
