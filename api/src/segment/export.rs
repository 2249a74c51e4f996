//! `GET /segments/{id}/export`

use domain::id::SegmentId;
use store::export::{Customers, List};

use super::MayBeGone;
use crate::access::{May, ReadSegments};
use crate::input::{Id, LanguageCode, Query, TableFormatCode};
use crate::problem::Problem;
use crate::table::Table;

query! {
    /// How the table is written.
    struct SegmentExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the decimal mark; the caller's own when absent.
        language: Option<LanguageCode>,
    }
}

/// Export the customers who are in a segment today as a table that can be imported again.
///
/// Whoever asks must also be allowed to read customers. The table is written as that of
/// `/customers/export`.
#[utoipa::path(get, path = "/segments/{id}/export")]
pub(crate) async fn handler(
    may: May<ReadSegments>,
    id: Id<SegmentId>,
    query: Query<SegmentExportQuery>,
    _: MayBeGone,
) -> Result<Table, Problem> {
    let segment = store::segment::get(may.db().read(), *id).await?;
    let tree = segment.conditions.known()?.clone();
    let list = List::Customers(Customers::InSegment { tree, context: may.context() });
    Table::of(&may, "segment", list, query.format, query.language).await
}
