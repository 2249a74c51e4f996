//! The lines of a page of documents, as they were asked for when the notice left.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::dunning::DocumentLine;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::of_page;

#[derive(FromQueryResult)]
struct Row {
    notice_id: Uuid,
    invoice_id: Uuid,
    days_overdue: i32,
    residual: i64,
    held: i64,
    changed: bool,
    dropped: bool,
    penalty: Option<i64>,
    indemnity: i64,
    due_on: NaiveDate,
    amount: i64,
    invoice: String,
    issued_on: NaiveDate,
    order_number: Option<String>,
}

/// The lines that one document shows.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// In the order of the notice, without those that were dropped.
    pub(super) shown: Vec<DocumentLine>,
    /// Whether less is asked of one than the run froze: its interest is to be computed anew.
    pub(super) changed: bool,
}

/// The lines of `notices`, by notice.
pub(super) async fn of<C: ConnectionTrait>(
    conn: &C,
    notices: &[Uuid],
) -> Result<HashMap<Uuid, Lines>, StoreError> {
    let sql = "select t.notice_id, l.invoice_id, t.days_overdue,
                  coalesce(q.residual, t.residual) as residual, coalesce(q.held, t.held) as held,
                  q.notice_id is not null as changed, t.dropped_reason is not null as dropped,
                  t.penalty, t.indemnity, l.due_on, l.amount, i.issued_on, i.order_number,
                  case when i.series = '' then i.number
                       else i.series || '/' || i.number end as invoice
           from dunning_notice_line t
           join due_line l on l.id = t.due_line_id
           join invoice i on i.id = l.invoice_id
           left join dunning_line_asked q
             on q.notice_id = t.notice_id and q.due_line_id = t.due_line_id
           where {t.notice_id}
           order by t.notice_id, t.position";
    let statement = of_page(conn, sql, notices, []);
    let rows = Row::find_by_statement(statement).all(conn).await?;
    let mut lines: HashMap<Uuid, Lines> = HashMap::new();
    for rows in rows.chunk_by(|one, other| one.notice_id == other.notice_id) {
        let Some(first) = rows.first() else { continue };
        lines.insert(first.notice_id, shown(rows));
    }
    Ok(lines)
}

/// The rows of one notice that were not dropped. The indemnity of a late invoice (D441-5 C. com.) stands
/// on the first of its lines that is left.
fn shown(rows: &[Row]) -> Lines {
    let mut indemnities: HashMap<Uuid, i64> = HashMap::new();
    for row in rows {
        *indemnities.entry(row.invoice_id).or_default() += row.indemnity;
    }
    let mut lines = Lines::default();
    for row in rows.iter().filter(|row| !row.dropped) {
        lines.changed |= row.changed;
        lines.shown.push(DocumentLine {
            invoice_number: row.invoice.clone(),
            invoice_date: row.issued_on,
            order_number: row.order_number.clone(),
            due_on: row.due_on,
            days_overdue: row.days_overdue.into(),
            amount: row.amount,
            residual: row.residual,
            held: row.held,
            penalty: row.penalty,
            indemnity: indemnities.remove(&row.invoice_id).unwrap_or(0),
        });
    }
    lines
}
