//! What becomes of claims when their messages come to an end.
//!
//! A reminder counts as sent once the ledger says so, and bears the day of its run. A line that
//! was dropped before the message left was not reminded: its claim is free again.

use domain::context::Context;
use domain::dunning::{DunningRefusal, RunState};
use domain::id::NoticeId;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on};

/// Marks the claims of the notices that were sent, and frees those of the notices that will not
/// be. What has come to an end before stays as it is.
///
/// # Errors
/// When the database cannot be written.
pub async fn settle<C: ConnectionTrait>(
    conn: &C,
    _context: &Context,
    sent: &[NoticeId],
    released: &[NoticeId],
) -> Result<(), StoreError> {
    for notices in sent.chunks(ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.0).collect();
        let dropped = raw_sql!(
            Postgres,
            r#"update dunning_claim set state = 'released'
               where notice_id in ({..ids}) and state = 'open'
                 and exists (select 1 from dunning_notice_line t
                             where t.notice_id = dunning_claim.notice_id
                               and t.due_line_id = dunning_claim.due_line_id
                               and t.dropped_reason is not null)"#
        );
        conn.execute_raw(on(conn, dropped)).await?;
        let reminded = raw_sql!(
            Postgres,
            r#"update dunning_claim
               set state = 'sent',
                   sent_on = (select r.day from dunning_notice n
                              join dunning_run r on r.id = n.run_id
                              where n.id = dunning_claim.notice_id)
               where notice_id in ({..ids}) and state = 'open'"#
        );
        conn.execute_raw(on(conn, reminded)).await?;
    }
    for notices in released.chunks(ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.0).collect();
        let freed = raw_sql!(
            Postgres,
            r#"update dunning_claim set state = 'released'
               where notice_id in ({..ids}) and state = 'open'"#
        );
        conn.execute_raw(on(conn, freed)).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Count {
    rows: i64,
}

async fn any<C: ConnectionTrait>(conn: &C, counted: Statement) -> Result<bool, StoreError> {
    let count = Count::find_by_statement(on(conn, counted)).one(conn).await?;
    Ok(count.is_some_and(|count| count.rows > 0))
}

/// Claims again the lines of notices whose failed messages are queued again.
///
/// # Errors
/// [`StoreError::Refused`]: `run_cancelled` when the run was given up, so that nothing more of it
/// leaves; `reminder_superseded` when another run has claimed one of the lines at the same level in
/// the meantime: the customer would be reminded twice.
pub async fn reopen<C: ConnectionTrait>(
    conn: &C,
    _context: &Context,
    notices: &[NoticeId],
) -> Result<(), StoreError> {
    for notices in notices.chunks(ROWS) {
        let ids: Vec<Uuid> = notices.iter().map(|notice| notice.0).collect();
        let cancelled = RunState::Cancelled.code();
        let given_up = raw_sql!(
            Postgres,
            r#"select count(*) as rows
               from dunning_notice n join dunning_run r on r.id = n.run_id
               where n.id in ({..ids}) and r.state = {cancelled}"#
        );
        if any(conn, given_up).await? {
            return Err(DunningRefusal::RunCancelled.into());
        }
        let taken = raw_sql!(
            Postgres,
            r#"select count(*) as rows
               from dunning_claim k
               join dunning_claim other on other.due_line_id = k.due_line_id
                and other.level >= k.level and other.cycle = k.cycle
                and other.state in ('open', 'sent') and other.id <> k.id
               where k.notice_id in ({..ids}) and k.state = 'released'
                 and not exists (select 1 from dunning_notice_line t
                                 where t.notice_id = k.notice_id
                                   and t.due_line_id = k.due_line_id
                                   and t.dropped_reason is not null)"#
        );
        if any(conn, taken).await? {
            return Err(StoreError::refused("reminder_superseded"));
        }
        let claimed = raw_sql!(
            Postgres,
            r#"update dunning_claim set state = 'open'
               where notice_id in ({..ids}) and state = 'released'
                 and not exists (select 1 from dunning_notice_line t
                                 where t.notice_id = dunning_claim.notice_id
                                   and t.due_line_id = dunning_claim.due_line_id
                                   and t.dropped_reason is not null)"#
        );
        conn.execute_raw(on(conn, claimed)).await?;
    }
    Ok(())
}
