//! Notices as they are stored, each with its lines, its credits and its message.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::dunning::{DocumentCredit, DropReason, Review};
use domain::id::{CustomerId, DueLineId, MessageId, NoticeId, RunId};
use domain::language::Language;
use domain::message::{Channel, MessageState};
use domain::money::Currency;
use domain::penalty::PenaltyTerms;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::credits;
use super::frozen::level;
use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// A notice of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Its id.
    pub id: NoticeId,
    /// Its run.
    pub run: RunId,
    /// The day of its run.
    pub day: NaiveDate,
    /// To whom.
    pub customer: CustomerId,
    /// The customer's reference.
    pub reference: String,
    /// Its language.
    pub language: Language,
    /// Of its amounts.
    pub currency: Currency,
    /// Its level, from 1.
    pub level: u8,
    /// The code of its level.
    pub level_code: String,
    /// How it is sent.
    pub channel: Channel,
    /// Whether it is a formal notice.
    pub formal_notice: bool,
    /// Whether a person looks at it first.
    pub review: Review,
    /// Who looked.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Open, minor units.
    pub residual: i64,
    /// Of that, held, minor units.
    pub held: i64,
    /// Open credits, minor units.
    pub credit: i64,
    /// Asked for, minor units.
    pub net: i64,
    /// Late-payment interest, minor units; none where none may be stated.
    pub penalties: Option<i64>,
    /// Indemnities, minor units of the euro.
    pub indemnities: i64,
    /// What is stated about penalties.
    pub penalty_terms: PenaltyTerms,
    /// The day before which a formal notice asks to be paid.
    pub answer_by: Option<NaiveDate>,
    /// The instant before which it does not leave.
    pub not_before: DateTime<Utc>,
    /// Its message, once there is one.
    pub message: Option<(MessageId, MessageState)>,
    /// Its lines.
    pub lines: Vec<NoticeLineRecord>,
    /// Its credits.
    pub credits: Vec<DocumentCredit>,
}

/// A line of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLineRecord {
    /// The due line.
    pub due_line: DueLineId,
    /// The number of its invoice.
    pub invoice: String,
    /// Its due day.
    pub due_on: NaiveDate,
    /// Calendar days from then to the day of the run.
    pub days_overdue: i32,
    /// Its level before the run; none before its first reminder.
    pub level: Option<u8>,
    /// The level it reaches, when it rises.
    pub rises_to: Option<u8>,
    /// Open, minor units.
    pub residual: i64,
    /// Of that, held, minor units.
    pub held: i64,
    /// Late-payment interest, minor units.
    pub penalty: Option<i64>,
    /// Indemnity, minor units of the euro.
    pub indemnity: i64,
    /// Why it was dropped before the message left.
    pub dropped: Option<DropReason>,
}

#[derive(FromQueryResult)]
struct NoticeRow {
    id: Uuid,
    run_id: Uuid,
    day: NaiveDate,
    customer_id: Uuid,
    reference: String,
    language: String,
    currency: String,
    level: i32,
    level_code: String,
    channel: String,
    formal_notice: bool,
    review: String,
    reviewed_by: Option<String>,
    reviewed_at: Option<DateTime<Utc>>,
    residual: i64,
    held: i64,
    credits: i64,
    net: i64,
    penalties: Option<i64>,
    indemnities: i64,
    penalty_terms: serde_json::Value,
    answer_by: Option<NaiveDate>,
    not_before: DateTime<Utc>,
    message_id: Option<Uuid>,
    message_state: Option<String>,
}

#[derive(FromQueryResult)]
struct LineRow {
    notice_id: Uuid,
    due_line_id: Uuid,
    days_overdue: i32,
    level_before: i32,
    rises_to: Option<i32>,
    residual: i64,
    held: i64,
    penalty: Option<i64>,
    indemnity: i64,
    dropped_reason: Option<String>,
    due_on: NaiveDate,
    invoice: String,
}

/// The notices of these ids, by id.
pub(super) async fn notices<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<Vec<NoticeRecord>, StoreError> {
    let mut records = Vec::with_capacity(ids.len());
    for page in ids.chunks(ROWS) {
        let ids = page.to_vec();
        let statement = raw_sql!(
            Postgres,
            r#"select n.id, n.run_id, r.day, n.customer_id, c.reference, n.language, n.currency,
                      n.level, n.level_code, n.channel, n.formal_notice, n.review, n.reviewed_by,
                      n.reviewed_at, n.residual, n.held, n.credits, n.net, n.penalties,
                      n.indemnities, n.penalty_terms, n.answer_by, n.not_before,
                      m.id as message_id, m.state as message_state
               from dunning_notice n
               join dunning_run r on r.id = n.run_id
               join customer c on c.id = n.customer_id
               left join message m on m.purpose_kind = 'dunning_notice' and m.purpose_id = n.id
               where n.id in ({..ids})
               order by n.id"#
        );
        let rows = NoticeRow::find_by_statement(on(conn, statement)).all(conn).await?;
        let mut lines = lines(conn, page).await?;
        let mut credits = credits::frozen(conn, page).await?;
        for row in rows {
            let lines = lines.remove(&row.id).unwrap_or_default();
            let credits = credits.remove(&row.id).unwrap_or_default();
            records.push(record(row, lines, credits)?);
        }
    }
    Ok(records)
}

async fn lines<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<NoticeLineRecord>>, StoreError> {
    let ids = ids.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select t.notice_id, t.due_line_id, t.days_overdue, t.level_before, t.rises_to,
                  t.residual, t.held, t.penalty, t.indemnity, t.dropped_reason, l.due_on,
                  case when i.series = '' then i.number
                       else i.series || '/' || i.number end as invoice
           from dunning_notice_line t
           join due_line l on l.id = t.due_line_id
           join invoice i on i.id = l.invoice_id
           where t.notice_id in ({..ids})
           order by t.notice_id, t.position"#
    );
    let mut lines: HashMap<Uuid, Vec<NoticeLineRecord>> = HashMap::new();
    for row in LineRow::find_by_statement(on(conn, statement)).all(conn).await? {
        let dropped = row.dropped_reason.map(|code| {
            code.parse().map_err(|why| unreadable("dunning_notice_line.dropped_reason", why))
        });
        lines.entry(row.notice_id).or_default().push(NoticeLineRecord {
            due_line: row.due_line_id.into(),
            invoice: row.invoice,
            due_on: row.due_on,
            days_overdue: row.days_overdue,
            level: Some(level(row.level_before)).filter(|level| *level > 0),
            rises_to: row.rises_to.map(level),
            residual: row.residual,
            held: row.held,
            penalty: row.penalty,
            indemnity: row.indemnity,
            dropped: dropped.transpose()?,
        });
    }
    Ok(lines)
}

fn record(
    row: NoticeRow,
    lines: Vec<NoticeLineRecord>,
    credits: Vec<DocumentCredit>,
) -> Result<NoticeRecord, StoreError> {
    let message = row.message_id.zip(row.message_state).map(|(id, state)| {
        let state = state.parse().map_err(|why| unreadable("message.state", why))?;
        Ok::<_, StoreError>((MessageId(id), state))
    });
    Ok(NoticeRecord {
        id: row.id.into(),
        run: row.run_id.into(),
        day: row.day,
        customer: row.customer_id.into(),
        reference: row.reference,
        language: row.language.parse().map_err(|why| unreadable("dunning_notice.language", why))?,
        currency: row.currency.parse().map_err(|why| unreadable("dunning_notice.currency", why))?,
        level: level(row.level),
        level_code: row.level_code,
        channel: row.channel.parse().map_err(|why| unreadable("dunning_notice.channel", why))?,
        formal_notice: row.formal_notice,
        review: row.review.parse().map_err(|why| unreadable("dunning_notice.review", why))?,
        reviewed_by: row.reviewed_by,
        reviewed_at: row.reviewed_at,
        residual: row.residual,
        held: row.held,
        credit: row.credits,
        net: row.net,
        penalties: row.penalties,
        indemnities: row.indemnities,
        penalty_terms: serde_json::from_value(row.penalty_terms)
            .map_err(|why| unreadable("dunning_notice.penalty_terms", why))?,
        answer_by: row.answer_by,
        not_before: row.not_before,
        message: message.transpose()?,
        lines,
        credits,
    })
}
