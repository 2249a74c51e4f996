//! What is owed as of a day, by sets: the same rule as [`domain::invoice::residual`].

use chrono::NaiveDate;
use domain::id::{CustomerId, DueLineId, InvoiceId};
use domain::money::Currency;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// A due line on which something is owed as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDueLine {
    /// Which one.
    pub id: DueLineId,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// Who owes it.
    pub customer: CustomerId,
    /// In which currency.
    pub currency: Currency,
    /// The series of its invoice.
    pub series: String,
    /// The number of its invoice.
    pub number: String,
    /// The day of its invoice.
    pub issued_on: NaiveDate,
    /// The customer's order number on that invoice.
    pub order_number: Option<String>,
    /// The last day on which it may be paid.
    pub due_on: NaiveDate,
    /// Minor units of the line.
    pub amount: i64,
    /// Minor units still owed as of the day, above zero.
    pub residual: i64,
    /// Which cycle of reminders it is in: 1, and one more after each bounced payment.
    pub cycle: i32,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    invoice_id: Uuid,
    customer_id: Uuid,
    currency: String,
    series: String,
    number: String,
    issued_on: NaiveDate,
    order_number: Option<String>,
    due_on: NaiveDate,
    amount: i64,
    residual: i64,
    cycle: i32,
}

/// The lines of these customers on which something is owed as of a day, of invoices issued on it
/// or before: by customer, then by due day, then by id.
///
/// # Errors
/// When the database cannot be read.
pub async fn residuals<C: ConnectionTrait>(
    conn: &C,
    customers: &[CustomerId],
    as_of: NaiveDate,
) -> Result<Vec<OpenDueLine>, StoreError> {
    let mut open = Vec::new();
    for customers in customers.chunks(ROWS) {
        let ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
        let statement = raw_sql!(
            Postgres,
            r#"SELECT * FROM (
                 SELECT d.id, d.invoice_id, d.customer_id, d.currency, i.series, i.number,
                        i.issued_on, i.order_number, d.due_on, d.amount, d.cycle,
                        CAST(d.amount - COALESCE((
                          SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                          FROM allocation a
                          WHERE a.due_line_id = d.id AND a.effective_on <= {as_of}
                        ), 0) AS bigint) AS residual
                 FROM due_line d JOIN invoice i ON i.id = d.invoice_id
                 WHERE d.customer_id IN ({..ids})
                   AND (d.settled_on IS NULL OR d.settled_on > {as_of})
                   AND i.issued_on <= {as_of}
               ) AS line
               WHERE residual > 0
               ORDER BY customer_id, due_on, id"#
        );
        for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
            open.push(OpenDueLine {
                id: row.id.into(),
                invoice: row.invoice_id.into(),
                customer: row.customer_id.into(),
                currency: row
                    .currency
                    .parse()
                    .map_err(|why| unreadable("due_line.currency", why))?,
                series: row.series,
                number: row.number,
                issued_on: row.issued_on,
                order_number: row.order_number,
                due_on: row.due_on,
                amount: row.amount,
                residual: row.residual,
                cycle: row.cycle,
            });
        }
    }
    Ok(open)
}
