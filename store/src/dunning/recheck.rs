//! The last look at a page of notices before they leave: by sets, what was recorded after their
//! confirmation is held against what the run froze. Lines that were settled or held are dropped; of the
//! others no more is asked than is open, and what is asked is written down.
//!
//! A fact counts when it is effective on or before the day of the run, whenever it was recorded,
//! or when it was recorded after the confirmation, whatever its day. So a payment that was written
//! while the run was being confirmed is seen here, and one that the run left out for its later day
//! is not.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::dunning::{FrozenLine, Hold, RunState, SkipReason, answer_by, held, recheck as decide};
use domain::event::{EventKind, NewEvent};
use domain::id::NoticeId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use uuid::Uuid;

use super::asked::Corrections;
use super::credits::{self, CreditNow};
use super::frozen::level;
use super::standing::holds_since;
use crate::error::StoreError;
use crate::event;
use crate::sql::{ROWS, of_page};

#[derive(FromQueryResult)]
struct NoticeRow {
    id: Uuid,
    customer_id: Uuid,
    party_id: Uuid,
    level: i32,
    day: NaiveDate,
    confirmed_at: Option<DateTime<Utc>>,
    answer_by: Option<NaiveDate>,
    tolerance: i64,
    cancelled: bool,
    reminded: bool,
}

impl NoticeRow {
    /// Why nothing of it leaves, whatever its lines.
    const fn barred(&self) -> Option<SkipReason> {
        match self {
            Self { cancelled: true, .. } => Some(SkipReason::Cancelled),
            Self { reminded: false, .. } => Some(SkipReason::RemindersOff),
            _ => None,
        }
    }
}

#[derive(FromQueryResult)]
struct LineRow {
    notice_id: Uuid,
    due_line_id: Uuid,
    rises_to: Option<i32>,
    residual: i64,
    held: i64,
    asked_residual: i64,
    asked_held: i64,
    open_now: i64,
}

/// Looks again at `notices`, drops the lines that have been settled or held since, writes down what
/// is asked of the others, and answers the notices that are not to be sent, with the reason: nothing
/// of a cancelled run leaves, whatever its messages were doing when it was cancelled.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn recheck<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    notices: &[NoticeId],
) -> Result<HashMap<NoticeId, SkipReason>, StoreError> {
    let mut skipped = HashMap::new();
    let clock = crate::company::read(conn).await?.unwrap_or_default().0.time_zone;
    let today = context.today(clock);
    for notices in notices.chunks(ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.0).collect();
        let rows = notice_rows(conn, &ids).await?;
        let mut lines = line_rows(conn, &ids).await?;
        let holds = holds_since(conn, clock, today, &ids).await?;
        let credits = credits(conn, &rows).await?;
        let mut corrections = Corrections::default();
        let mut events = Vec::new();
        for row in rows {
            if let Some(reason) = row.barred() {
                skipped.insert(NoticeId(row.id), reason);
                continue;
            }
            let lines = lines.remove(&row.id).unwrap_or_default();
            let holds = holds.get(&row.id).map_or(&[][..], Vec::as_slice);
            let frozen: Vec<FrozenLine> =
                lines.iter().map(|line| frozen(line, holds, &row, today)).collect();
            let credits = credits.get(&row.id).map_or(&[][..], Vec::as_slice);
            let credit = credits.iter().fold(0_i64, |sum, one| sum.saturating_add(one.worth()));
            let decision = decide(level(row.level), &frozen, credit, row.tolerance);
            for ((line, frozen), drop) in lines.iter().zip(&frozen).zip(decision.drops) {
                if let Some(reason) = drop {
                    corrections.drop(reason, row.id, line.due_line_id);
                    events.push(
                        NewEvent::new(EventKind::DunningLineDropped, "dunning_notice", row.id)
                            .of_customer(row.customer_id.into())
                            .of_party(row.party_id.into())
                            .with(json!({ "due_line": line.due_line_id, "reason": reason })),
                    );
                    continue;
                }
                let asked = frozen.asked();
                if (asked.residual, asked.held) != (line.asked_residual, line.asked_held) {
                    corrections.line(row.id, line.due_line_id, asked);
                }
            }
            for credit in credits {
                if let Some(amount) = credit.corrected() {
                    corrections.credit(row.id, credit.source_id, amount);
                }
            }
            // A letter that is made late gives its whole delay all the same.
            if row.answer_by.is_some_and(|until| until < answer_by(today)) {
                corrections.answer_by(row.id, answer_by(today));
            }
            if let Some(reason) = decision.skip {
                skipped.insert(NoticeId(row.id), reason);
            }
        }
        corrections.write(conn).await?;
        event::record(conn, context, events).await?;
    }
    Ok(skipped)
}

/// The credits that bear on the notices of a page, by notice.
async fn credits<C: ConnectionTrait>(
    conn: &C,
    rows: &[NoticeRow],
) -> Result<HashMap<Uuid, Vec<CreditNow>>, StoreError> {
    let Some(since) = rows.iter().filter_map(|row| row.confirmed_at).min() else {
        return Ok(HashMap::new());
    };
    let notices: Vec<_> = rows.iter().map(|row| (row.id, row.customer_id)).collect();
    credits::now(conn, &credits::may_bear(conn, &notices, since).await?).await
}

fn frozen(line: &LineRow, holds: &[Hold], notice: &NoticeRow, today: NaiveDate) -> FrozenLine {
    let held = held(holds, line.due_line_id.into(), today);
    FrozenLine {
        rises_to: line.rises_to.map(level),
        residual: line.residual,
        held: line.held,
        open_now: line.open_now,
        held_since: held.amount,
        wholly_held: held.whole || held.ended_on.is_some_and(|ended| ended >= notice.day),
    }
}

/// The notices with what decides about them.
async fn notice_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<Vec<NoticeRow>, StoreError> {
    let cancelled = RunState::Cancelled.code();
    // A notice may have stayed with a merged customer: what counts is its survivor's.
    let sql = "select n.id, c.id as customer_id, n.party_id, n.level, r.day, r.confirmed_at, n.answer_by, q.tolerance,
                  r.state = $1 as cancelled,
                  c.dunning_active and c.deleted_at is null as reminded
           from dunning_notice n
           join dunning_run r on r.id = n.run_id
           join dunning_procedure q on q.id = n.procedure_id
           left join merged_customer m on m.customer_id = n.customer_id
           join customer c on c.id = coalesce(m.into_customer_id, n.customer_id)
           where {n.id}";
    let statement = of_page(conn, sql, ids, [cancelled.into()]);
    Ok(NoticeRow::find_by_statement(statement).all(conn).await?)
}

/// The lines that are still on the notices, with what is open of them now and what is asked of them
/// by the last look.
async fn line_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<LineRow>>, StoreError> {
    let sql = "select t.notice_id, t.due_line_id, t.rises_to, t.residual, t.held,
                  coalesce(q.residual, t.residual) as asked_residual,
                  coalesce(q.held, t.held) as asked_held,
                  cast(l.amount - coalesce((
                    select sum(case when a.reverses is null then a.amount else -a.amount end)
                    from allocation a left join allocation o on o.id = a.reverses
                    where a.due_line_id = l.id
                      and (a.effective_on <= r.day or a.recorded_at > r.confirmed_at)
                      and (o.id is null or o.effective_on <= r.day
                           or o.recorded_at > r.confirmed_at)
                  ), 0) as bigint) as open_now
           from dunning_notice_line t
           join dunning_notice n on n.id = t.notice_id
           join dunning_run r on r.id = n.run_id
           join due_line l on l.id = t.due_line_id
           left join dunning_line_asked q
             on q.notice_id = t.notice_id and q.due_line_id = t.due_line_id
           where {t.notice_id} and t.dropped_reason is null
           order by t.notice_id, t.position";
    let statement = of_page(conn, sql, ids, []);
    let mut lines: HashMap<Uuid, Vec<LineRow>> = HashMap::new();
    for row in LineRow::find_by_statement(statement).all(conn).await? {
        lines.entry(row.notice_id).or_default().push(row);
    }
    Ok(lines)
}
