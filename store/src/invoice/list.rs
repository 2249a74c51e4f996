//! Invoices as people look at them: with their due lines and what is owed as of a day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CustomerId, DueLineId, InvoiceId};
use domain::money::Currency;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, raw_sql, sea_query::Expr,
};
use uuid::Uuid;

use crate::entity::invoice;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::sql::{ROWS, on, unreadable};

/// Whether something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceState {
    /// Something is owed of it.
    Open,
    /// Nothing is owed of it any more.
    Paid,
    /// Something is owed of it past its due day.
    Overdue,
}

/// Which invoices a list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InvoiceFilter {
    /// Those of one customer.
    pub customer: Option<CustomerId>,
    /// Those in a state as of the day of the list.
    pub state: Option<InvoiceState>,
}

/// A posted invoice as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRecord {
    /// Its id.
    pub id: InvoiceId,
    /// Who owes it.
    pub customer: CustomerId,
    /// Its series, usually empty.
    pub series: String,
    /// Its number.
    pub number: String,
    /// The day it bears.
    pub issued_on: NaiveDate,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The whole of it, in minor units.
    pub amount: i64,
    /// What is owed of it as of the day.
    pub residual: i64,
    /// The customer's order number.
    pub order_number: Option<String>,
    /// When we learnt it.
    pub recorded_at: DateTime<Utc>,
    /// Its due lines in their order.
    pub due_lines: Vec<DueLineRecord>,
}

/// A due line as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLineRecord {
    /// Its id.
    pub id: DueLineId,
    /// Its place, from 1.
    pub position: i32,
    /// The last day on which it may be paid.
    pub due_on: NaiveDate,
    /// Minor units of it.
    pub amount: i64,
    /// What is owed of it as of the day.
    pub residual: i64,
    /// Since when it is settled, by all that is known, whatever the day.
    pub settled_on: Option<NaiveDate>,
    /// Which cycle of reminders it is in.
    pub cycle: i32,
}

/// One invoice as of a day.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub async fn get<C: ConnectionTrait>(
    conn: &C,
    id: InvoiceId,
    as_of: NaiveDate,
) -> Result<InvoiceRecord, StoreError> {
    let row = invoice::Entity::find_by_id(id.0).one(conn).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "invoice" })?;
    let records = with_lines(conn, vec![row], as_of).await?;
    records.into_iter().next().ok_or(StoreError::NotFound { noun: "invoice" })
}

/// A page of invoices as of a day, in the order in which they were posted.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    filter: InvoiceFilter,
    as_of: NaiveDate,
    page: PageRequest,
) -> Result<Page<InvoiceRecord>, StoreError> {
    let mut asked = Condition::all();
    if let Some(customer) = filter.customer {
        asked = asked.add(invoice::Column::CustomerId.eq(customer.0));
    }
    if let Some(after) = page.after {
        asked = asked.add(invoice::Column::Id.gt(after));
    }
    if let Some(state) = filter.state {
        asked = asked.add(invoice::Column::IssuedOn.lte(as_of));
        asked = asked.add(Expr::cust(match state {
            InvoiceState::Open => owed(as_of, false),
            InvoiceState::Paid => format!("NOT {}", owed(as_of, false)),
            InvoiceState::Overdue => owed(as_of, true),
        }));
    }
    let rows = invoice::Entity::find()
        .filter(asked)
        .order_by_asc(invoice::Column::Id)
        .limit(page.rows())
        .all(conn)
        .await?;
    let page = Page::cut(rows, page, |row| row.id);
    Ok(Page { items: with_lines(conn, page.items, as_of).await?, next: page.next })
}

/// That some line is owed something as of a day, and past its due day when `overdue`. `settled_on`
/// leaves out most lines without a look at their allocations; a bounced payment makes the look
/// necessary for the others. A day holds nothing that SQL could misread.
fn owed(as_of: NaiveDate, overdue: bool) -> String {
    let late = if overdue { format!("AND d.due_on < '{as_of}'") } else { String::new() };
    format!(
        "EXISTS (SELECT 1 FROM due_line d WHERE d.invoice_id = invoice.id {late}
           AND (d.settled_on IS NULL OR d.settled_on > '{as_of}')
           AND d.amount > COALESCE((
             SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
             FROM allocation a
             WHERE a.due_line_id = d.id AND a.effective_on <= '{as_of}'), 0))"
    )
}

#[derive(FromQueryResult)]
struct Line {
    id: Uuid,
    invoice_id: Uuid,
    position: i32,
    due_on: NaiveDate,
    amount: i64,
    paid: i64,
    settled_on: Option<NaiveDate>,
    cycle: i32,
}

async fn with_lines<C: ConnectionTrait>(
    conn: &C,
    invoices: Vec<invoice::Model>,
    as_of: NaiveDate,
) -> Result<Vec<InvoiceRecord>, StoreError> {
    let mut lines = std::collections::HashMap::<Uuid, Vec<DueLineRecord>>::new();
    let ids: Vec<Uuid> = invoices.iter().map(|row| row.id).collect();
    for ids in ids.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT d.id, d.invoice_id, d.position, d.due_on, d.amount, d.settled_on, d.cycle,
                      CAST(COALESCE((
                        SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                        FROM allocation a
                        WHERE a.due_line_id = d.id AND a.effective_on <= {as_of}
                      ), 0) AS bigint) AS paid
               FROM due_line d WHERE d.invoice_id IN ({..ids})
               ORDER BY d.invoice_id, d.position"#
        );
        for line in Line::find_by_statement(on(conn, statement)).all(conn).await? {
            lines.entry(line.invoice_id).or_default().push(DueLineRecord {
                id: line.id.into(),
                position: line.position,
                due_on: line.due_on,
                amount: line.amount,
                residual: line.amount.saturating_sub(line.paid).max(0),
                settled_on: line.settled_on,
                cycle: line.cycle,
            });
        }
    }
    invoices
        .into_iter()
        .map(|row| {
            let due_lines = lines.remove(&row.id).unwrap_or_default();
            Ok(InvoiceRecord {
                id: row.id.into(),
                customer: row.customer_id.into(),
                series: row.series,
                number: row.number,
                issued_on: row.issued_on,
                currency: row
                    .currency
                    .parse()
                    .map_err(|why| unreadable("invoice.currency", why))?,
                amount: row.amount,
                residual: due_lines.iter().map(|line| line.residual).sum(),
                order_number: row.order_number,
                recorded_at: row.recorded_at,
                due_lines,
            })
        })
        .collect()
}
