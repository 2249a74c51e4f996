//! The overdue due lines of a page of customers, with what is open on the day of the run.
//!
//! A lean reading for a million lines: the same rule as [`crate::allocation::residuals`], by the
//! same index on both engines. The residual is a scalar subquery, so that no plan reads the whole
//! table of allocations for a page; the due day is compared where no index is tempted by it, so
//! that the partial index of open lines is the one that is used.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::money::Currency;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{of_page, unreadable};

/// Which rows may be open lines as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenLines {
    /// Those open now: nothing was settled after the day.
    Now,
    /// Those open now and those settled after the day.
    AsOf,
}

impl OpenLines {
    /// What has to be read for `day`.
    pub(super) async fn of<C: ConnectionTrait>(
        conn: &C,
        day: NaiveDate,
    ) -> Result<Self, StoreError> {
        let sql = "select 1 as one from due_line where settled_on > $1 limit 1";
        let statement =
            Statement::from_sql_and_values(conn.get_database_backend(), sql, [day.into()]);
        let later = conn.query_one_raw(statement).await?;
        Ok(if later.is_some() { Self::AsOf } else { Self::Now })
    }

    /// Of the rows `l` of `due_line`, with the day as `$1`: overdue, and perhaps open.
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::Now => "l.settled_on is null and (case when l.due_on < $1 then 1 else 0 end) = 1",
            Self::AsOf => "l.due_on < $1 and (l.settled_on is null or l.settled_on > $1)",
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    invoice_id: Uuid,
    customer_id: Uuid,
    currency: String,
    due_on: NaiveDate,
    position: i32,
    cycle: i32,
    residual: i64,
    invoice: String,
}

/// An overdue line with something open.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) invoice: Uuid,
    pub(super) number: String,
    pub(super) currency: Currency,
    pub(super) due_on: NaiveDate,
    position: i32,
    pub(super) cycle: i32,
    pub(super) residual: i64,
}

/// The lines of each of these customers, the oldest due day first, then by invoice number.
pub(super) async fn of<C: ConnectionTrait>(
    conn: &C,
    open: OpenLines,
    day: NaiveDate,
    customers: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Line>>, StoreError> {
    let sql = format!(
        "select l.id, l.invoice_id, l.customer_id, l.currency, l.due_on, l.position, l.cycle,
                cast(l.amount - coalesce((
                    select sum(case when a.reverses is null then a.amount else -a.amount end)
                    from allocation a
                    where a.due_line_id = l.id and a.effective_on <= $1
                ), 0) as bigint) as residual,
                (select case when i.series = '' then i.number
                             else i.series || '/' || i.number end
                 from invoice i where i.id = l.invoice_id) as invoice
         from due_line l
         where {} and {{l.customer_id}}",
        open.condition(),
    );
    let statement = of_page(conn, &sql, customers, [day.into()]);
    let mut lines: HashMap<Uuid, Vec<Line>> = HashMap::with_capacity(customers.len());
    for row in Row::find_by_statement(statement).all(conn).await? {
        if row.residual <= 0 {
            continue;
        }
        lines.entry(row.customer_id).or_default().push(Line {
            id: row.id,
            invoice: row.invoice_id,
            number: row.invoice,
            currency: row.currency.parse().map_err(|why| unreadable("due_line.currency", why))?,
            due_on: row.due_on,
            position: row.position,
            cycle: row.cycle,
            residual: row.residual,
        });
    }
    for lines in lines.values_mut() {
        lines.sort_unstable_by(|one, other| {
            (one.due_on, &one.number, one.position).cmp(&(
                other.due_on,
                &other.number,
                other.position,
            ))
        });
    }
    Ok(lines)
}
