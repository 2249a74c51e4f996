//! What the credits of confirmed notices are worth now: by what their run counted, and by all that
//! was recorded since.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::on;

/// A payment or a credit note of the customer of a notice, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CreditNow {
    /// Minor units that no line has used up.
    pub(super) left: i64,
    /// Minor units that went since the confirmation to lines that the notice still lists: these
    /// are shown as the run froze them, so what lowered them since is still a credit beside them.
    pub(super) moved: i64,
}

impl CreditNow {
    /// What a document may show of a credit that the run froze at `frozen` minor units.
    pub(super) fn shown(self, frozen: i64) -> i64 {
        frozen.min(self.left.saturating_add(self.moved)).max(0)
    }
}

/// The credits of each notice, by the bare id of the payment or the credit note.
pub(super) type Credits = HashMap<Uuid, HashMap<Uuid, CreditNow>>;

#[derive(FromQueryResult)]
struct Row {
    notice_id: Uuid,
    source_id: Uuid,
    left_over: i64,
    moved: i64,
}

/// The credits of `notices` of which something is left or was moved since; a payment that bounced
/// is none.
pub(super) async fn of<C: ConnectionTrait>(
    conn: &C,
    notices: &[Uuid],
) -> Result<Credits, StoreError> {
    let mut credits = Credits::new();
    if notices.is_empty() {
        return Ok(credits);
    }
    let ids = notices.to_vec();
    let statement = raw_sql!(
        Postgres,
        r#"select notice_id, source_id,
                  cast(amount - used as bigint) as left_over, cast(moved as bigint) as moved
           from (
             select n.id as notice_id, p.id as source_id, p.amount,
                    coalesce((
                      select sum(case when a.reverses is null then a.amount else -a.amount end)
                      from allocation a left join allocation o on o.id = a.reverses
                      where a.payment_id = p.id
                        and (a.effective_on <= r.day or a.recorded_at > r.confirmed_at)
                        and (o.id is null or o.effective_on <= r.day
                             or o.recorded_at > r.confirmed_at)
                    ), 0) as used,
                    coalesce((
                      select sum(case when a.reverses is null then a.amount else -a.amount end)
                      from allocation a
                      join dunning_notice_line t on t.notice_id = n.id
                       and t.due_line_id = a.due_line_id and t.dropped_reason is null
                      left join allocation o on o.id = a.reverses
                      where a.payment_id = p.id and a.recorded_at > r.confirmed_at
                        and (o.id is null or o.effective_on <= r.day
                             or o.recorded_at > r.confirmed_at)
                    ), 0) as moved
             from dunning_notice n
             join dunning_run r on r.id = n.run_id
             join payment p on p.customer_id = n.customer_id and p.currency = n.currency
             where n.id in ({..ids}) and p.bounced_at is null
               and (p.received_on <= r.day or p.recorded_at > r.confirmed_at)
             union all
             select n.id as notice_id, g.id as source_id, g.amount,
                    coalesce((
                      select sum(case when a.reverses is null then a.amount else -a.amount end)
                      from allocation a left join allocation o on o.id = a.reverses
                      where a.credit_note_id = g.id
                        and (a.effective_on <= r.day or a.recorded_at > r.confirmed_at)
                        and (o.id is null or o.effective_on <= r.day
                             or o.recorded_at > r.confirmed_at)
                    ), 0) as used,
                    coalesce((
                      select sum(case when a.reverses is null then a.amount else -a.amount end)
                      from allocation a
                      join dunning_notice_line t on t.notice_id = n.id
                       and t.due_line_id = a.due_line_id and t.dropped_reason is null
                      left join allocation o on o.id = a.reverses
                      where a.credit_note_id = g.id and a.recorded_at > r.confirmed_at
                        and (o.id is null or o.effective_on <= r.day
                             or o.recorded_at > r.confirmed_at)
                    ), 0) as moved
             from dunning_notice n
             join dunning_run r on r.id = n.run_id
             join credit_note g on g.customer_id = n.customer_id and g.currency = n.currency
             where n.id in ({..ids})
               and (g.issued_on <= r.day or g.recorded_at > r.confirmed_at)
           ) as source
           where amount > used or moved <> 0"#
    );
    for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
        credits
            .entry(row.notice_id)
            .or_default()
            .insert(row.source_id, CreditNow { left: row.left_over.max(0), moved: row.moved });
    }
    Ok(credits)
}
