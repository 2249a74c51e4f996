//! Open credits: what payments and credit notes have not given to a line as of a day.

use chrono::NaiveDate;
use domain::dunning::CreditKind;
use domain::id::CustomerId;
use domain::money::Currency;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, of_page, unreadable};

/// Money or a credit note of a customer that lowers no line yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCredit {
    /// Whose it is.
    pub customer: CustomerId,
    /// In which currency.
    pub currency: Currency,
    /// A payment or a credit note.
    pub kind: CreditKind,
    /// The bare id of the payment or the credit note.
    pub id: Uuid,
    /// What the debtor wrote on the payment, empty when nothing; the number of the credit note.
    pub reference: String,
    /// The day from which it counts.
    pub day: NaiveDate,
    /// Minor units not given to a line, above zero.
    pub amount: i64,
}

#[derive(FromQueryResult)]
struct Row {
    customer_id: Uuid,
    currency: String,
    kind: String,
    id: Uuid,
    reference: String,
    day: NaiveDate,
    amount: i64,
}

/// The open credits of these customers as of a day, by customer, then by day, then by id. A
/// payment gives none from the day on which it bounced.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_credits<C: ConnectionTrait>(
    conn: &C,
    customers: &[CustomerId],
    as_of: NaiveDate,
) -> Result<Vec<OpenCredit>, StoreError> {
    let mut credits = Vec::new();
    for customers in customers.chunks(ROWS) {
        let ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
        let sql = "SELECT * FROM (
                 SELECT p.customer_id, p.currency, 'payment' AS kind, p.id,
                        COALESCE(p.reference, '') AS reference, p.received_on AS day,
                        CAST(p.amount - COALESCE((
                          SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                          FROM allocation a
                          WHERE a.payment_id = p.id AND a.effective_on <= $1
                        ), 0) AS bigint) AS amount
                 FROM payment p
                 WHERE {p.customer_id} AND p.received_on <= $1
                   AND (p.bounced_on IS NULL OR p.bounced_on > $1)
                 UNION ALL
                 SELECT n.customer_id, n.currency, 'credit_note' AS kind, n.id,
                        CASE WHEN n.series = '' THEN n.number ELSE n.series || '/' || n.number END,
                        n.issued_on AS day,
                        CAST(n.amount - COALESCE((
                          SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                          FROM allocation a
                          WHERE a.credit_note_id = n.id AND a.effective_on <= $1
                        ), 0) AS bigint) AS amount
                 FROM credit_note n
                 WHERE {n.customer_id} AND n.issued_on <= $1
               ) AS credit
               WHERE amount > 0
               ORDER BY customer_id, day, id";
        let statement = of_page(conn, sql, &ids, [as_of.into()]);
        for row in Row::find_by_statement(statement).all(conn).await? {
            credits.push(OpenCredit {
                customer: row.customer_id.into(),
                currency: row
                    .currency
                    .parse()
                    .map_err(|why| unreadable("payment.currency", why))?,
                kind: if row.kind == "payment" {
                    CreditKind::Payment
                } else {
                    CreditKind::CreditNote
                },
                id: row.id,
                reference: row.reference,
                day: row.day,
                amount: row.amount,
            });
        }
    }
    Ok(credits)
}
