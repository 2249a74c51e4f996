//! The credits of confirmed notices: as their run froze them, as they are worth now, and as the
//! notice subtracts them when it leaves.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::dunning::{CreditKind, DocumentCredit};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{of_page, unreadable};

#[derive(FromQueryResult)]
struct Row {
    notice_id: Uuid,
    source_kind: String,
    reference: String,
    day: NaiveDate,
    frozen: i64,
    asked: Option<i64>,
}

/// The credits of `notices` as their run froze them, by notice, the oldest first.
pub(super) async fn frozen<C: ConnectionTrait>(
    conn: &C,
    notices: &[Uuid],
) -> Result<HashMap<Uuid, Vec<DocumentCredit>>, StoreError> {
    read(conn, notices, |row| row.frozen).await
}

/// The credits of `notices` as they are subtracted when the notice leaves; those that are worth
/// nothing any more are not there.
pub(super) async fn asked<C: ConnectionTrait>(
    conn: &C,
    notices: &[Uuid],
) -> Result<HashMap<Uuid, Vec<DocumentCredit>>, StoreError> {
    let mut credits = read(conn, notices, |row| row.asked.unwrap_or(row.frozen)).await?;
    for credits in credits.values_mut() {
        credits.retain(|credit| credit.amount > 0);
    }
    Ok(credits)
}

async fn read<C: ConnectionTrait>(
    conn: &C,
    notices: &[Uuid],
    amount: impl Fn(&Row) -> i64,
) -> Result<HashMap<Uuid, Vec<DocumentCredit>>, StoreError> {
    let sql = "select c.notice_id, c.source_kind, c.reference, c.day, c.amount as frozen,
                  q.amount as asked
           from dunning_notice_credit c
           left join dunning_credit_asked q
             on q.notice_id = c.notice_id and q.source_id = c.source_id
           where {c.notice_id}
           order by c.notice_id, c.day, c.source_id";
    let statement = of_page(conn, sql, notices, []);
    let mut credits: HashMap<Uuid, Vec<DocumentCredit>> = HashMap::new();
    for row in Row::find_by_statement(statement).all(conn).await? {
        let amount = amount(&row);
        let kind: CreditKind = row
            .source_kind
            .parse()
            .map_err(|why| unreadable("dunning_notice_credit.source_kind", why))?;
        let credit = DocumentCredit { kind, reference: row.reference, day: row.day, amount };
        credits.entry(row.notice_id).or_default().push(credit);
    }
    Ok(credits)
}

/// A credit that bears on a notice, at the moment it is looked at again.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(super) struct CreditNow {
    notice_id: Uuid,
    /// The bare id of the payment or the credit note.
    pub(super) source_id: Uuid,
    /// What the run froze of it; none when it came, or was freed, afterwards.
    frozen: Option<i64>,
    /// What the notice would subtract by the last look.
    asked: Option<i64>,
    left_over: i64,
}

impl CreditNow {
    /// Minor units of it that are taken from what the notice asks.
    pub(super) fn worth(&self) -> i64 {
        self.frozen.map_or(self.left_over, |frozen| frozen.min(self.left_over)).max(0)
    }

    /// What the notice subtracts of it, when that is not what was written down.
    pub(super) fn corrected(&self) -> Option<i64> {
        let frozen = self.frozen?;
        Some(self.worth()).filter(|worth| *worth != self.asked.unwrap_or(frozen))
    }
}

/// Of `notices`, each with its customer, those on which a credit may bear: one that their run froze,
/// or one that was recorded or freed after `since`. Most have none, and cost no more than this.
pub(super) async fn may_bear<C: ConnectionTrait>(
    conn: &C,
    notices: &[(Uuid, Uuid)],
    since: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    #[derive(FromQueryResult)]
    struct Found {
        id: Uuid,
    }
    let ids: Vec<Uuid> = notices.iter().map(|(notice, _)| *notice).collect();
    let customers: Vec<Uuid> = notices.iter().map(|(_, customer)| *customer).collect();
    let frozen = "select distinct notice_id as id from dunning_notice_credit where {notice_id}";
    let frozen = of_page(conn, frozen, &ids, []);
    let later = "select customer_id as id from payment where {customer_id} and recorded_at > $1
                 union
                 select customer_id from credit_note where {customer_id} and recorded_at > $1
                 union
                 select customer_id from allocation
                 where {customer_id} and recorded_at > $1 and reverses is not null";
    let later = of_page(conn, later, &customers, [since.into()]);
    let mut of: HashSet<Uuid> = HashSet::new();
    for statement in [frozen, later] {
        of.extend(Found::find_by_statement(statement).all(conn).await?.into_iter().map(|f| f.id));
    }
    let bears = |(notice, customer): &&(Uuid, Uuid)| of.contains(notice) || of.contains(customer);
    Ok(notices.iter().filter(bears).map(|(notice, _)| *notice).collect())
}

/// The credits that bear on `notices` now, by notice: those that their run froze, and those that
/// were recorded or freed after it was confirmed. What was open before and is not frozen is
/// subtracted by another notice.
pub(super) async fn now<C: ConnectionTrait>(
    conn: &C,
    notices: &[Uuid],
) -> Result<HashMap<Uuid, Vec<CreditNow>>, StoreError> {
    if notices.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = "with known as (
             select c.notice_id, c.source_id from dunning_notice_credit c
             where {c.notice_id}
             union
             select n.id, p.id
             from dunning_notice n join dunning_run r on r.id = n.run_id
             left join merged_customer m on m.customer_id = n.customer_id
             join payment p on p.customer_id = coalesce(m.into_customer_id, n.customer_id)
             where {n.id} and p.recorded_at > r.confirmed_at
             union
             select n.id, g.id
             from dunning_notice n join dunning_run r on r.id = n.run_id
             left join merged_customer m on m.customer_id = n.customer_id
             join credit_note g on g.customer_id = coalesce(m.into_customer_id, n.customer_id)
             where {n.id} and g.recorded_at > r.confirmed_at
             union
             select n.id, coalesce(a.payment_id, a.credit_note_id)
             from dunning_notice n join dunning_run r on r.id = n.run_id
             left join merged_customer m on m.customer_id = n.customer_id
             join allocation a on a.customer_id = coalesce(m.into_customer_id, n.customer_id)
             where {n.id} and a.reverses is not null and a.recorded_at > r.confirmed_at
           )
           select k.notice_id, k.source_id, f.amount as frozen, q.amount as asked,
                  cast(case
                    when p.bounced_on <= r.day or p.bounced_at > r.confirmed_at then 0
                    else coalesce(p.amount, g.amount, 0)
                  end - coalesce((
                    select sum(case when a.reverses is null then a.amount else -a.amount end)
                    from allocation a left join allocation o on o.id = a.reverses
                    where a.payment_id = p.id
                      and (a.effective_on <= r.day or a.recorded_at > r.confirmed_at)
                      and (o.id is null or o.effective_on <= r.day
                           or o.recorded_at > r.confirmed_at)
                  ), 0) - coalesce((
                    select sum(case when a.reverses is null then a.amount else -a.amount end)
                    from allocation a left join allocation o on o.id = a.reverses
                    where a.credit_note_id = g.id
                      and (a.effective_on <= r.day or a.recorded_at > r.confirmed_at)
                      and (o.id is null or o.effective_on <= r.day
                           or o.recorded_at > r.confirmed_at)
                  ), 0) as bigint) as left_over
           from known k
           join dunning_notice n on n.id = k.notice_id
           join dunning_run r on r.id = n.run_id
           left join payment p on p.id = k.source_id and p.currency = n.currency
           left join credit_note g on g.id = k.source_id and g.currency = n.currency
           left join dunning_notice_credit f
             on f.notice_id = k.notice_id and f.source_id = k.source_id
           left join dunning_credit_asked q
             on q.notice_id = k.notice_id and q.source_id = k.source_id";
    let statement = of_page(conn, sql, notices, []);
    let mut credits: HashMap<Uuid, Vec<CreditNow>> = HashMap::new();
    for row in CreditNow::find_by_statement(statement).all(conn).await? {
        credits.entry(row.notice_id).or_default().push(row);
    }
    Ok(credits)
}
