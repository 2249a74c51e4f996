//! A stored run read back, in the order in which it was computed.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::id::RunId;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::view::{DueLineView, LeftOutView, MessageView, RunView};
use crate::error::StoreError;
use crate::sql::{on, unreadable};

#[derive(FromQueryResult)]
struct CustomerRow {
    id: Uuid,
    reference: String,
    reference_key: String,
}

#[derive(FromQueryResult)]
struct NoticeRow {
    id: Uuid,
    customer_id: Uuid,
    language: String,
    currency: String,
    level: i32,
    channel: String,
    review: String,
    credits: i64,
    net: i64,
}

#[derive(FromQueryResult)]
struct LineRow {
    notice_id: Uuid,
    days_overdue: i32,
    level_before: i32,
    rises_to: Option<i32>,
    residual: i64,
    held: i64,
    due_on: NaiveDate,
    invoice: String,
}

#[derive(FromQueryResult)]
struct LeftOutRow {
    customer_id: Uuid,
    reason: String,
    due_on: NaiveDate,
    position: i32,
    invoice: String,
}

/// The page of `run` after the reference key `after`: at most `limit` customers.
pub(super) async fn page<C: ConnectionTrait>(
    conn: &C,
    run: RunId,
    after: &str,
    limit: u32,
) -> Result<RunView, StoreError> {
    let (run, rows) = (run.0, i64::from(limit));
    let customers = raw_sql!(
        Postgres,
        r#"select c.id, c.reference, c.reference_key from customer c
           where c.reference_key > {after}
             and (exists (select 1 from dunning_notice n
                          where n.run_id = {run} and n.customer_id = c.id)
               or exists (select 1 from dunning_left_out o
                          where o.run_id = {run} and o.customer_id = c.id))
           order by c.reference_key
           limit {rows}"#
    );
    let customers = CustomerRow::find_by_statement(on(conn, customers)).all(conn).await?;
    let mut view = RunView::default();
    if customers.is_empty() {
        return Ok(view);
    }
    if u32::try_from(customers.len()).is_ok_and(|found| found == limit) {
        view.next = customers.last().map(|customer| customer.reference_key.clone());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.id).collect();
    let notices = raw_sql!(
        Postgres,
        r#"select id, customer_id, language, currency, level, channel, review, credits, net
           from dunning_notice
           where run_id = {run} and customer_id in ({..ids})
           order by customer_id, currency, language"#
    );
    let notices = NoticeRow::find_by_statement(on(conn, notices)).all(conn).await?;
    let mut lines = lines(conn, &notices).await?;
    let mut messages: HashMap<Uuid, Vec<MessageView>> = HashMap::new();
    for row in notices {
        let lines = lines.remove(&row.id).unwrap_or_default();
        messages.entry(row.customer_id).or_default().push(message(row, lines)?);
    }
    let mut left_out = left_out(conn, run, &ids).await?;
    for customer in customers {
        for message in messages.remove(&customer.id).into_iter().flatten() {
            let reference = customer.reference.clone();
            view.messages.push(MessageView { customer: reference, ..message });
        }
        for line in left_out.remove(&customer.id).into_iter().flatten() {
            view.left_out.push(LeftOutView { customer: customer.reference.clone(), ..line });
        }
    }
    Ok(view)
}

fn message(row: NoticeRow, due_lines: Vec<DueLineView>) -> Result<MessageView, StoreError> {
    Ok(MessageView {
        customer: String::new(),
        level: level(row.level),
        channel: row.channel.parse().map_err(|why| unreadable("dunning_notice.channel", why))?,
        language: row.language.parse().map_err(|why| unreadable("dunning_notice.language", why))?,
        currency: row.currency.parse().map_err(|why| unreadable("dunning_notice.currency", why))?,
        due_lines,
        credits: row.credits,
        net: row.net,
        review: row.review.parse().map_err(|why| unreadable("dunning_notice.review", why))?,
    })
}

async fn lines<C: ConnectionTrait>(
    conn: &C,
    notices: &[NoticeRow],
) -> Result<HashMap<Uuid, Vec<DueLineView>>, StoreError> {
    let mut lines: HashMap<Uuid, Vec<DueLineView>> = HashMap::new();
    for notices in notices.chunks(crate::sql::ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.id).collect();
        let statement = raw_sql!(
            Postgres,
            r#"select t.notice_id, t.days_overdue, t.level_before, t.rises_to, t.residual, t.held,
                      l.due_on,
                      case when i.series = '' then i.number
                           else i.series || '/' || i.number end as invoice
               from dunning_notice_line t
               join due_line l on l.id = t.due_line_id
               join invoice i on i.id = l.invoice_id
               where t.notice_id in ({..ids})
               order by t.notice_id, t.position"#
        );
        for row in LineRow::find_by_statement(on(conn, statement)).all(conn).await? {
            lines.entry(row.notice_id).or_default().push(DueLineView {
                invoice: row.invoice,
                due_date: row.due_on,
                days_overdue: row.days_overdue.into(),
                level: Some(level(row.level_before)).filter(|level| *level > 0),
                rises_to: row.rises_to.map(level),
                residual: row.residual,
                held: row.held,
                unreachable: false,
            });
        }
    }
    Ok(lines)
}

async fn left_out<C: ConnectionTrait>(
    conn: &C,
    run: Uuid,
    customers: &[Uuid],
) -> Result<HashMap<Uuid, Vec<LeftOutView>>, StoreError> {
    let ids = customers.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select o.customer_id, o.reason, l.due_on, l.position,
                  case when i.series = '' then i.number
                       else i.series || '/' || i.number end as invoice
           from dunning_left_out o
           join due_line l on l.id = o.due_line_id
           join invoice i on i.id = l.invoice_id
           where o.run_id = {run} and o.customer_id in ({..ids})"#
    );
    let mut rows = LeftOutRow::find_by_statement(on(conn, statement)).all(conn).await?;
    // Sorted here, by bytes, as the lines were when they were left out: PostgreSQL has an order of
    // its own for words.
    rows.sort_unstable_by(|one, other| {
        (one.due_on, &one.invoice, one.position).cmp(&(
            other.due_on,
            &other.invoice,
            other.position,
        ))
    });
    let mut left_out: HashMap<Uuid, Vec<LeftOutView>> = HashMap::new();
    for row in rows {
        left_out.entry(row.customer_id).or_default().push(LeftOutView {
            customer: String::new(),
            invoice: row.invoice,
            reason: row.reason.parse().map_err(|why| unreadable("dunning_left_out.reason", why))?,
        });
    }
    Ok(left_out)
}

/// A level as the tables hold it.
pub(super) fn level(stored: i32) -> u8 {
    u8::try_from(stored).unwrap_or(u8::MAX)
}
