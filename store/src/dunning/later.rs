//! The payments that a run of a past day does not count: those dated after it, which the person
//! who confirms is told of.

use chrono::NaiveDate;
use domain::money::Money;
use sea_orm::{FromQueryResult, raw_sql};

use crate::db::Db;
use crate::error::StoreError;
use crate::sql::{on, unreadable};

/// Payments of one currency dated after a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterPayments {
    /// How many.
    pub count: i64,
    /// Their sum.
    pub sum: Money,
    /// The first of their days.
    pub first: NaiveDate,
    /// The last of their days.
    pub last: NaiveDate,
}

/// A payment dated after a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterPayment {
    /// The reference of its customer.
    pub customer: String,
    /// Its day.
    pub day: NaiveDate,
    /// What came.
    pub amount: Money,
}

#[derive(FromQueryResult)]
struct SumRow {
    rows: i64,
    amount: i64,
    currency: String,
    first: NaiveDate,
    last: NaiveDate,
}

#[derive(FromQueryResult)]
struct Row {
    reference: String,
    received_on: NaiveDate,
    amount: i64,
    currency: String,
}

/// The payments dated after `day` that have not bounced: the sums by currency, and the first
/// `limit` of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn payments_after(
    db: &Db,
    day: NaiveDate,
    limit: u32,
) -> Result<(Vec<LaterPayments>, Vec<LaterPayment>), StoreError> {
    let conn = db.read();
    let limit = i64::from(limit);
    let sums = raw_sql!(
        Postgres,
        r#"select count(*) as rows, cast(sum(amount) as bigint) as amount, currency,
                  min(received_on) as first, max(received_on) as last
           from payment where received_on > {day} and bounced_on is null
           group by currency order by currency"#
    );
    let sums = SumRow::find_by_statement(on(conn, sums)).all(conn).await?;
    let sums = sums
        .into_iter()
        .map(|row| {
            Ok(LaterPayments {
                count: row.rows,
                sum: money(row.amount, &row.currency)?,
                first: row.first,
                last: row.last,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    if sums.is_empty() {
        return Ok((sums, Vec::new()));
    }
    let first = raw_sql!(
        Postgres,
        r#"select c.reference, p.received_on, p.amount, p.currency
           from payment p join customer c on c.id = p.customer_id
           where p.received_on > {day} and p.bounced_on is null
           order by p.received_on, p.id limit {limit}"#
    );
    let first = Row::find_by_statement(on(conn, first)).all(conn).await?;
    let first = first
        .into_iter()
        .map(|row| {
            Ok(LaterPayment {
                customer: row.reference,
                day: row.received_on,
                amount: money(row.amount, &row.currency)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok((sums, first))
}

fn money(amount: i64, currency: &str) -> Result<Money, StoreError> {
    let currency = currency.parse().map_err(|why| unreadable("payment.currency", why))?;
    Ok(Money::new(amount, currency))
}
