//! The steps of a run, in pages: its notices and the lines that it left out.

use chrono::NaiveDate;
use domain::dunning::{LeftOutReason, Review};
use domain::id::{CustomerId, DueLineId, NoticeId, RunId};
use sea_orm::{FromQueryResult, raw_sql};
use uuid::Uuid;

use super::notice::{NoticeRecord, notices};
use crate::db::Db;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::{on, unreadable};

/// A line that a run left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutRecord {
    /// The due line.
    pub due_line: DueLineId,
    /// Whose.
    pub customer: CustomerId,
    /// The customer's reference.
    pub reference: String,
    /// The number of its invoice.
    pub invoice: String,
    /// Its due day.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: LeftOutReason,
}

#[derive(FromQueryResult)]
struct LeftOutRow {
    due_line_id: Uuid,
    customer_id: Uuid,
    reference: String,
    reason: String,
    due_on: NaiveDate,
    invoice: String,
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

/// A page of the notices of a run, with a review of a kind or with any, by id: in the order of
/// the references.
///
/// # Errors
/// When the database cannot be read.
pub async fn run_messages(
    db: &Db,
    run: RunId,
    review: Option<Review>,
    request: PageRequest,
) -> Result<Page<NoticeRecord>, StoreError> {
    let conn = db.read();
    // Ids of notices are younger than that of their run, so that a page never begins before it.
    let (run, after) = (run.0, request.after.unwrap_or(run.0).max(run.0));
    let rows = i64::try_from(request.rows()).unwrap_or(i64::MAX);
    let (any, review) = (i32::from(review.is_none()), review.map_or("", Review::code));
    let ids = raw_sql!(
        Postgres,
        r#"select id from dunning_notice
           where run_id = {run} and id > {after} and ({any} = 1 or review = {review})
           order by id limit {rows}"#
    );
    let ids = IdRow::find_by_statement(on(conn, ids)).all(conn).await?;
    let page = Page::cut(ids, request, |row| row.id);
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    Ok(Page { items: notices(conn, &ids).await?, next: page.next })
}

/// One notice.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this id.
pub async fn notice(db: &Db, id: NoticeId) -> Result<NoticeRecord, StoreError> {
    let found = notices(db.read(), &[id.0]).await?.pop();
    found.ok_or(StoreError::NotFound { noun: "dunning_notice" })
}

/// A page of the lines that a run left out, by the id of the line.
///
/// # Errors
/// When the database cannot be read.
pub async fn run_left_out(
    db: &Db,
    run: RunId,
    request: PageRequest,
) -> Result<Page<LeftOutRecord>, StoreError> {
    let conn = db.read();
    let (run, after) = (run.0, request.after.unwrap_or_default());
    let rows = i64::try_from(request.rows()).unwrap_or(i64::MAX);
    let statement = raw_sql!(
        Postgres,
        r#"select o.due_line_id, o.customer_id, c.reference, o.reason, l.due_on,
                  case when i.series = '' then i.number
                       else i.series || '/' || i.number end as invoice
           from dunning_left_out o
           join customer c on c.id = o.customer_id
           join due_line l on l.id = o.due_line_id
           join invoice i on i.id = l.invoice_id
           where o.run_id = {run} and o.due_line_id > {after}
           order by o.due_line_id limit {rows}"#
    );
    let rows = LeftOutRow::find_by_statement(on(conn, statement)).all(conn).await?;
    let rows = rows.into_iter().map(left_out).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, request, |row| row.due_line.0))
}

fn left_out(row: LeftOutRow) -> Result<LeftOutRecord, StoreError> {
    Ok(LeftOutRecord {
        due_line: row.due_line_id.into(),
        customer: row.customer_id.into(),
        reference: row.reference,
        invoice: row.invoice,
        due_on: row.due_on,
        reason: row.reason.parse().map_err(|why| unreadable("dunning_left_out.reason", why))?,
    })
}
