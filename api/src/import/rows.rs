//! `GET /imports/{id}/rows`

use domain::id::ImportId;
use serde::Serialize;
use store::import::{NoticeRecord, RowRecord};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{May, ReadCustomers};
use crate::answer::Found;
use crate::input::{Id, Limit, Query, VerdictCode, page};
use crate::problem::Problem;

query! {
    /// Which rows.
    struct ImportRowsQuery {
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before: a line.
        after: Option<u32>,
    }
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportRowList)]
pub(crate) struct RowsView {
    /// The rows of this page.
    items: Vec<RowView>,
    /// What to give as `after` for the next page; `null` on the last one.
    next: Option<i32>,
}

/// A row of an import.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportRow)]
pub(crate) struct RowView {
    /// Line of the file, the header is 1.
    line: i32,
    /// What it does.
    verdict: VerdictCode,
    /// Why it does nothing, a stable code.
    reason: Option<String>,
    /// The reference or the number, as the file writes it.
    reference: Option<String>,
    /// What it made or changed, says again or would double.
    object: Option<Uuid>,
    /// The reference of that customer.
    object_reference: Option<String>,
    /// The line above that it would double.
    other_line: Option<i32>,
    /// The codes of the fields that change.
    fields: Vec<String>,
    /// What is wrong with it.
    faults: Vec<FaultView>,
    /// What it is told beside its verdict.
    notices: Vec<NoticeView>,
}

/// A fault of a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportFault)]
pub(crate) struct FaultView {
    /// The heading of the column; empty for the whole row.
    column: String,
    /// Stable code.
    code: String,
    /// The value, masked when it may be a person's.
    value: Option<String>,
}

/// What a row is told; it is applied as usual.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportNotice)]
pub(crate) struct NoticeView {
    /// The heading of the column.
    column: String,
    /// `refusal_recorded`: a no that is new; `refusal_left_out`: a no of a row that is left out; `tried_to_raise`: a file gives no consent; `tried_to_undo`: who
    /// said no is not asked by a file; `address_suppressed`: the address is suppressed.
    code: &'static str,
}

impl From<NoticeRecord> for NoticeView {
    fn from(notice: NoticeRecord) -> Self {
        Self { column: notice.column, code: notice.code.code() }
    }
}

impl From<RowRecord> for RowView {
    fn from(row: RowRecord) -> Self {
        let faults = row.faults.into_iter();
        let faults = faults.map(|fault| FaultView {
            column: fault.column,
            code: fault.code,
            value: fault.value,
        });
        Self {
            line: row.line,
            verdict: VerdictCode(row.verdict),
            reason: row.reason,
            reference: row.reference,
            object: row.object,
            object_reference: row.object_reference,
            other_line: row.other_line,
            fields: row.fields,
            faults: faults.collect(),
            notices: row.notices.into_iter().map(NoticeView::from).collect(),
        }
    }
}

/// List the rows of an import by line, each with its verdict.
#[utoipa::path(get, path = "/imports/{id}/rows")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<ImportId>,
    query: Query<ImportRowsQuery>,
) -> Result<Found<RowsView>, Problem> {
    let db = may.db().read();
    store::import::follow(db, *id).await?;
    let limit = page(query.limit, None).limit;
    let after = query.after.map_or(0, |line| i32::try_from(line).unwrap_or(i32::MAX));
    let mut rows = store::import::rows(db, *id, after, u64::from(limit) + 1).await?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| row.line);
    Ok(Found(RowsView { items: rows.into_iter().map(RowView::from).collect(), next }))
}
