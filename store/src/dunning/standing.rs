//! Where the lines of a page of customers stand: reminders really sent, jumps, reminders that have
//! not come to an end, holds, bounces that nobody has looked at.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::dunning::{Hold, OpenStep, Review, Standing};
use domain::message::MessageState;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::of_page;

#[derive(FromQueryResult)]
struct SentRow {
    due_line_id: Uuid,
    level: i32,
    sent_on: Option<NaiveDate>,
}

/// Where lines stand; a line that is not there has never been reminded.
#[derive(Debug, Default)]
pub(super) struct Standings {
    pub(super) standing: HashMap<Uuid, Standing>,
    pub(super) open: HashMap<Uuid, OpenStep>,
}

impl Standings {
    /// The standings of the open lines of `customers` on `day`.
    pub(super) async fn of<C: ConnectionTrait>(
        conn: &C,
        day: NaiveDate,
        customers: &[Uuid],
    ) -> Result<Self, StoreError> {
        let mut standings = Self::default();
        // A jump says where the line stands; only what was really sent starts a gap.
        let sent = "select k.due_line_id, max(k.level) as level, max(k.sent_on) as sent_on
               from dunning_claim k
               where {k.customer_id} and k.state = 'sent'
               group by k.due_line_id
               union all
               select j.due_line_id, max(j.to_level) as level, null as sent_on
               from dunning_jump j
               where {j.customer_id} and j.effective_on <= $1
               group by j.due_line_id";
        let sent = of_page(conn, sent, customers, [day.into()]);
        for row in SentRow::find_by_statement(sent).all(conn).await? {
            let standing = standings.standing.entry(row.due_line_id).or_default();
            standing.level = standing.level.max(u8::try_from(row.level).unwrap_or(u8::MAX));
            standing.since = standing.since.max(row.sent_on);
        }
        standings.open = open_steps(conn, customers).await?;
        Ok(standings)
    }
}

#[derive(FromQueryResult)]
struct OpenRow {
    due_line_id: Uuid,
    review: String,
    state: Option<String>,
}

/// The reminders of `customers` that have not come to an end, by line.
async fn open_steps<C: ConnectionTrait>(
    conn: &C,
    customers: &[Uuid],
) -> Result<HashMap<Uuid, OpenStep>, StoreError> {
    let open = "select k.due_line_id, n.review, m.state
           from dunning_claim k
           join dunning_notice n on n.id = k.notice_id
           left join message m on m.purpose_kind = 'dunning_notice' and m.purpose_id = n.id
           where {k.customer_id} and k.state = 'open'";
    let open = of_page(conn, open, customers, []);
    let rows = OpenRow::find_by_statement(open).all(conn).await?;
    let steps = rows.into_iter().map(|row| {
        let step = if row.review == Review::Awaiting.code() {
            OpenStep::AwaitingReview
        } else if row.state.as_deref() == Some(MessageState::Uncertain.code()) {
            OpenStep::Uncertain
        } else {
            OpenStep::UnderWay
        };
        (row.due_line_id, step)
    });
    Ok(steps.collect())
}

#[derive(FromQueryResult)]
struct HoldRow {
    owner: Uuid,
    due_line_id: Option<Uuid>,
    amount: Option<i64>,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    lifted_at: Option<DateTime<Utc>>,
}

/// The holds of `customers`, in days of the firm's `clock`.
pub(super) async fn holds<C: ConnectionTrait>(
    conn: &C,
    clock: Tz,
    customers: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Hold>>, StoreError> {
    let sql = "select customer_id as owner, due_line_id, amount, from_on, until_on, lifted_at
           from dunning_hold where {customer_id}";
    read_holds(conn, clock, of_page(conn, sql, customers, [])).await
}

/// The holds that bear on `notices` on `today` and that their run did not count, by notice: recorded
/// after it was confirmed, or begun after its day.
pub(super) async fn holds_since<C: ConnectionTrait>(
    conn: &C,
    clock: Tz,
    today: NaiveDate,
    notices: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Hold>>, StoreError> {
    let sql = "select n.id as owner, h.due_line_id, h.amount, h.from_on, h.until_on, h.lifted_at
           from dunning_notice n
           join dunning_run r on r.id = n.run_id
           left join merged_customer m on m.customer_id = n.customer_id
           join dunning_hold h on h.customer_id = coalesce(m.into_customer_id, n.customer_id)
           where {n.id} and h.from_on <= $1
             and (h.recorded_at > r.confirmed_at or h.from_on > r.day)";
    read_holds(conn, clock, of_page(conn, sql, notices, [today.into()])).await
}

async fn read_holds<C: ConnectionTrait>(
    conn: &C,
    clock: Tz,
    statement: Statement,
) -> Result<HashMap<Uuid, Vec<Hold>>, StoreError> {
    let mut holds: HashMap<Uuid, Vec<Hold>> = HashMap::new();
    for row in HoldRow::find_by_statement(statement).all(conn).await? {
        holds.entry(row.owner).or_default().push(Hold {
            due_line: row.due_line_id.map(Into::into),
            amount: row.amount,
            from_on: row.from_on,
            until_on: row.until_on,
            lifted_on: row.lifted_at.map(|at| at.with_timezone(&clock).date_naive()),
        });
    }
    Ok(holds)
}

#[derive(FromQueryResult)]
struct LineRow {
    due_line_id: Uuid,
}

/// The lines of `customers` that lost a payment, or a part of one, which bounced up to `day`, and
/// that no person has looked at since: no notice that lists them was approved after the last
/// payment of theirs that bounced.
pub(super) async fn unseen_bounces<C: ConnectionTrait>(
    conn: &C,
    day: NaiveDate,
    customers: &[Uuid],
) -> Result<HashSet<Uuid>, StoreError> {
    let unseen = "select b.due_line_id
           from (select p.customer_id, a.due_line_id, max(p.bounced_at) as bounced_at
                 from payment p
                 join allocation a on a.payment_id = p.id and a.reverses is not null
                 where {p.customer_id} and p.bounced_on <= $1
                   and a.recorded_at >= p.bounced_at
                 group by p.customer_id, a.due_line_id) b
           where not exists (
             select 1 from dunning_notice n
             join dunning_notice_line t on t.notice_id = n.id
             where n.customer_id in (
                 select b.customer_id union all
                 select m.customer_id from merged_customer m
                 where m.into_customer_id = b.customer_id)
               and n.review = 'approved'
               and n.reviewed_at >= b.bounced_at and t.due_line_id = b.due_line_id)";
    let unseen = of_page(conn, unseen, customers, [day.into()]);
    let rows = LineRow::find_by_statement(unseen).all(conn).await?;
    Ok(rows.into_iter().map(|row| row.due_line_id).collect())
}
