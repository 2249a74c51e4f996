//! The last look at a page of notices before they leave: by sets, what was recorded after their
//! confirmation is held against what the run froze.
//!
//! A fact counts when it is effective on or before the day of the run, whenever it was recorded,
//! or when it was recorded after the confirmation, whatever its day. So a payment that was written
//! while the run was being confirmed is seen here, and one that the run left out for its later day
//! is not.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::context::Context;
use domain::dunning::{DropReason, FrozenLine, RunState, SkipReason, recheck as decide};
use domain::event::{EventKind, NewEvent};
use domain::id::NoticeId;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value, raw_sql};
use serde_json::json;
use uuid::Uuid;

use super::credits;
use super::frozen::level;
use crate::error::StoreError;
use crate::event;
use crate::sql::{ROWS, on};

#[derive(FromQueryResult)]
struct NoticeRow {
    id: Uuid,
    customer_id: Uuid,
    party_id: Uuid,
    level: i32,
    tolerance: i64,
    cancelled: bool,
}

#[derive(FromQueryResult)]
struct LineRow {
    notice_id: Uuid,
    due_line_id: Uuid,
    rises_to: Option<i32>,
    residual: i64,
    held: i64,
    open_now: i64,
}

#[derive(FromQueryResult)]
struct HoldRow {
    notice_id: Uuid,
    due_line_id: Option<Uuid>,
    amount: Option<i64>,
}

/// Looks again at `notices`, drops the lines that have been settled or held since, and answers
/// the notices that are not to be sent, with the reason: nothing of a cancelled run leaves, whatever
/// its messages were doing when it was cancelled.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn recheck<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    notices: &[NoticeId],
) -> Result<HashMap<NoticeId, SkipReason>, StoreError> {
    let mut skipped = HashMap::new();
    let today = context.today(crate::company::read(conn).await?.unwrap_or_default().0.time_zone);
    for notices in notices.chunks(ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.0).collect();
        let rows = notice_rows(conn, &ids).await?;
        let mut lines = line_rows(conn, &ids).await?;
        let holds = hold_rows(conn, &ids, today).await?;
        let credits = credits::of(conn, &ids).await?;
        let mut drops = Vec::new();
        let mut events = Vec::new();
        for row in rows {
            if row.cancelled {
                skipped.insert(NoticeId(row.id), SkipReason::Cancelled);
                continue;
            }
            let lines = lines.remove(&row.id).unwrap_or_default();
            let none = Vec::new();
            let held = holds.get(&row.id).unwrap_or(&none);
            let frozen: Vec<FrozenLine> = lines.iter().map(|line| frozen(line, held)).collect();
            let left = credits.get(&row.id).into_iter().flat_map(HashMap::values);
            let credit = left.fold(0_i64, |sum, credit| sum.saturating_add(credit.left));
            let decision = decide(level(row.level), &frozen, credit, row.tolerance);
            for (line, drop) in lines.iter().zip(decision.drops) {
                let Some(reason) = drop else { continue };
                drops.push((reason, row.id, line.due_line_id));
                events.push(told(&row, line, reason));
            }
            if let Some(reason) = decision.skip {
                skipped.insert(NoticeId(row.id), reason);
            }
        }
        for reason in DropReason::ALL {
            let of: Vec<(Uuid, Uuid)> = drops
                .iter()
                .filter(|(drop, ..)| drop == reason)
                .map(|(_, notice, line)| (*notice, *line))
                .collect();
            write_drops(conn, *reason, &of).await?;
        }
        event::record(conn, context, events).await?;
    }
    Ok(skipped)
}

fn frozen(line: &LineRow, holds: &[HoldRow]) -> FrozenLine {
    let of_line =
        holds.iter().filter(|hold| hold.due_line_id.is_none_or(|held| held == line.due_line_id));
    FrozenLine {
        rises_to: line.rises_to.map(level),
        residual: line.residual,
        held: line.held,
        open_now: line.open_now,
        held_since: of_line.clone().filter_map(|hold| hold.amount).fold(0, i64::saturating_add),
        wholly_held: of_line.clone().any(|hold| hold.amount.is_none()),
    }
}

fn told(notice: &NoticeRow, line: &LineRow, reason: DropReason) -> NewEvent {
    NewEvent::new(EventKind::DunningLineDropped, "dunning_notice", notice.id)
        .of_customer(notice.customer_id.into())
        .of_party(notice.party_id.into())
        .with(json!({ "due_line": line.due_line_id, "reason": reason }))
}

/// The notices with what decides about them.
async fn notice_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<Vec<NoticeRow>, StoreError> {
    let ids = ids.to_vec();
    let cancelled = RunState::Cancelled.code();
    let statement = raw_sql!(
        Postgres,
        r#"select n.id, n.customer_id, n.party_id, n.level, q.tolerance,
                  r.state = {cancelled} as cancelled
           from dunning_notice n
           join dunning_run r on r.id = n.run_id
           join dunning_procedure q on q.id = n.procedure_id
           where n.id in ({..ids})"#
    );
    Ok(NoticeRow::find_by_statement(on(conn, statement)).all(conn).await?)
}

/// The lines that are still on the notices, with what is open of them now.
async fn line_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<LineRow>>, StoreError> {
    let ids = ids.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select t.notice_id, t.due_line_id, t.rises_to, t.residual, t.held,
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
           where t.notice_id in ({..ids}) and t.dropped_reason is null
           order by t.notice_id, t.position"#
    );
    let mut lines: HashMap<Uuid, Vec<LineRow>> = HashMap::new();
    for row in LineRow::find_by_statement(on(conn, statement)).all(conn).await? {
        lines.entry(row.notice_id).or_default().push(row);
    }
    Ok(lines)
}

/// The holds recorded after the confirmation and not lifted, by notice: those that count on a day
/// from that of the run to `today`, since a hold that is over gives its line a fresh gap.
async fn hold_rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<HoldRow>>, StoreError> {
    let ids = ids.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select n.id as notice_id, h.due_line_id, h.amount
           from dunning_notice n
           join dunning_run r on r.id = n.run_id
           join dunning_hold h on h.customer_id = n.customer_id
           where n.id in ({..ids}) and h.lifted_at is null and h.recorded_at > r.confirmed_at
             and h.from_on <= {today} and (h.until_on is null or h.until_on >= r.day)"#
    );
    let mut holds: HashMap<Uuid, Vec<HoldRow>> = HashMap::new();
    for row in HoldRow::find_by_statement(on(conn, statement)).all(conn).await? {
        holds.entry(row.notice_id).or_default().push(row);
    }
    Ok(holds)
}

async fn write_drops<C: ConnectionTrait>(
    conn: &C,
    reason: DropReason,
    dropped: &[(Uuid, Uuid)],
) -> Result<(), StoreError> {
    for page in dropped.chunks(ROWS) {
        let pairs: Vec<String> =
            (0..page.len()).map(|pair| format!("(${}, ${})", 2 * pair + 2, 2 * pair + 3)).collect();
        let sql = format!(
            "update dunning_notice_line set dropped_reason = $1
             where (notice_id, due_line_id) in (values {})",
            pairs.join(", ")
        );
        let mut values = vec![Value::from(reason.code())];
        for (notice, line) in page {
            values.push((*notice).into());
            values.push((*line).into());
        }
        let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        conn.execute_raw(statement).await?;
    }
    Ok(())
}
