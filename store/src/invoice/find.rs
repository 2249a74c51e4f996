//! Invoices by what identifies them, so that an import can tell the known from the new.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use domain::id::{CustomerId, DueLineId, InvoiceId};
use domain::invoice::InvoiceNumber;
use domain::money::Currency;
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, on, unreadable};

/// What was posted under a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInvoice {
    /// Its id.
    pub id: InvoiceId,
    /// Who owes it.
    pub customer: CustomerId,
    /// The day it bears.
    pub issued_on: NaiveDate,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The whole of it, in minor units.
    pub amount: i64,
    /// The customer's order number.
    pub order_number: Option<String>,
    /// Its due lines in their order: id, due day, amount.
    pub due_lines: Vec<(DueLineId, NaiveDate, i64)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    series: String,
    number: String,
    customer_id: Uuid,
    issued_on: NaiveDate,
    currency: String,
    amount: i64,
    order_number: Option<String>,
    line_id: Uuid,
    due_on: NaiveDate,
    line_amount: i64,
}

/// What was posted under these numbers; a number that is not a key of the answer is new.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_number<C: ConnectionTrait>(
    conn: &C,
    numbers: &[InvoiceNumber],
) -> Result<HashMap<InvoiceNumber, StoredInvoice>, StoreError> {
    let mut by_series = BTreeMap::<&str, HashSet<&str>>::new();
    for number in numbers {
        by_series.entry(number.series()).or_default().insert(number.number());
    }
    let mut found = HashMap::new();
    for (series, numbers) in by_series {
        let numbers: Vec<&str> = numbers.into_iter().collect();
        for numbers in numbers.chunks(ROWS) {
            let statement = raw_sql!(
                Postgres,
                r#"SELECT i.id, i.series, i.number, i.customer_id, i.issued_on, i.currency,
                          i.amount, i.order_number, d.id AS line_id, d.due_on,
                          d.amount AS line_amount
                   FROM invoice i JOIN due_line d ON d.invoice_id = i.id
                   WHERE i.series = {series} AND i.number IN ({..numbers})
                   ORDER BY i.id, d.position"#
            );
            for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
                add(&mut found, row)?;
            }
        }
    }
    Ok(found)
}

fn add(found: &mut HashMap<InvoiceNumber, StoredInvoice>, row: Row) -> Result<(), StoreError> {
    let number = InvoiceNumber::new(&row.series, &row.number)
        .map_err(|why| unreadable("invoice.number", why))?;
    let currency = row.currency.parse().map_err(|why| unreadable("invoice.currency", why))?;
    found
        .entry(number)
        .or_insert_with(|| StoredInvoice {
            id: row.id.into(),
            customer: row.customer_id.into(),
            issued_on: row.issued_on,
            currency,
            amount: row.amount,
            order_number: row.order_number,
            due_lines: Vec::new(),
        })
        .due_lines
        .push((row.line_id.into(), row.due_on, row.line_amount));
    Ok(())
}
