//! What is stored of the customers, invoices and payments that a page of rows names, found by sets.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::id::{CustomerId, DueLineId};
use domain::import::{
    Field, InvoiceRow, InvoiceVerdict, KnownInvoice, KnownPayment, RowFault, judge_invoice,
};
use domain::invoice::{DueLine, InvoiceNumber};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, raw_sql,
};
use uuid::Uuid;

use crate::entity::customer;
use crate::error::StoreError;
use crate::invoice::{StoredInvoice, find_by_number};
use crate::merge;
use crate::payment::{StoredPayment, find_by_source_key};
use crate::sql::{ROWS, on, unreadable};

/// What is stored of the customers and invoices that rows name.
#[derive(Default)]
pub(super) struct Known {
    customers: HashMap<String, CustomerId>,
    invoices: HashMap<InvoiceNumber, StoredInvoice>,
    payments: HashMap<String, StoredPayment>,
    standing: HashMap<DueLineId, Standing>,
}

/// What was settled of a due line.
#[derive(Clone, Copy, Default)]
struct Standing {
    settled: i64,
    settled_on: Option<NaiveDate>,
}

impl Known {
    pub(super) async fn load<C: ConnectionTrait>(
        conn: &C,
        rows: &[(i32, InvoiceRow)],
    ) -> Result<Self, StoreError> {
        let mut known = Self { customers: customers(conn, rows).await?, ..Self::default() };
        let numbers: Result<Vec<_>, _> = rows.iter().map(|(_, row)| row.identity()).collect();
        let numbers = numbers.map_err(|why| unreadable("import_row.source", why))?;
        known.invoices = find_by_number(conn, &numbers).await?;
        if known.invoices.is_empty() {
            return Ok(known);
        }
        let keys: Vec<String> = rows.iter().map(|(_, row)| row.payment_key()).collect();
        known.payments = find_by_source_key(conn, &keys).await?;
        let lines = known.invoices.values().flat_map(|invoice| &invoice.due_lines);
        let lines: Vec<Uuid> = lines.map(|(id, ..)| id.0).collect();
        known.standing = standing(conn, &lines).await?;
        Ok(known)
    }

    pub(super) fn invoice(&self, row: &InvoiceRow) -> Option<(&StoredInvoice, KnownInvoice)> {
        let stored = self.invoices.get(&row.identity().ok()?)?;
        let line = stored.due_lines.first().map(|(id, ..)| *id);
        let standing = line.and_then(|line| self.standing.get(&line)).copied().unwrap_or_default();
        let payment = self.payments.get(&row.payment_key());
        let known = KnownInvoice {
            customer: stored.customer,
            issued_on: stored.issued_on,
            currency: stored.currency,
            amount: stored.amount,
            order_number: stored.order_number.clone(),
            due_lines: stored
                .due_lines
                .iter()
                .map(|(_, due_on, amount)| DueLine { due_on: *due_on, amount: *amount })
                .collect(),
            payment: payment.map(|payment| KnownPayment {
                received_on: payment.received_on,
                bounced: payment.bounced_on.is_some(),
            }),
            settled: standing.settled,
            settled_on: standing.settled_on,
        };
        Some((stored, known))
    }

    pub(super) fn verdict(&self, row: &InvoiceRow) -> (Option<CustomerId>, InvoiceVerdict) {
        let Some(customer) = self.customers.get(&row.customer.key()) else {
            let fault = RowFault::of(Field::Customer, "unknown_customer", row.customer.as_str());
            return (None, InvoiceVerdict::Fault(vec![fault]));
        };
        let known = self.invoice(row).map(|(_, known)| known);
        (Some(*customer), judge_invoice(row, *customer, known.as_ref()))
    }
}

/// The customers that rows name, by the key of their reference: deleted ones are none, merged
/// ones are their survivors.
async fn customers<C: ConnectionTrait>(
    conn: &C,
    rows: &[(i32, InvoiceRow)],
) -> Result<HashMap<String, CustomerId>, StoreError> {
    let mut keys: Vec<String> = rows.iter().map(|(_, row)| row.customer.key()).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut found = HashMap::with_capacity(keys.len());
    for keys in keys.chunks(ROWS) {
        let rows: Vec<(String, Uuid)> = customer::Entity::find()
            .select_only()
            .column(customer::Column::ReferenceKey)
            .column(customer::Column::Id)
            .filter(customer::Column::ReferenceKey.is_in(keys.iter().map(String::as_str)))
            .filter(customer::Column::DeletedAt.is_null())
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(|(key, id)| (key, id.into())));
        found.extend(merge::survivors_of_references(conn, keys).await?);
    }
    Ok(found)
}

async fn standing<C: ConnectionTrait>(
    conn: &C,
    lines: &[Uuid],
) -> Result<HashMap<DueLineId, Standing>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        settled_on: Option<NaiveDate>,
        settled: i64,
    }
    let mut found = HashMap::new();
    for lines in lines.chunks(ROWS) {
        let statement = raw_sql!(
            Postgres,
            r#"SELECT d.id, d.settled_on,
                      CAST(COALESCE((SELECT SUM(CASE WHEN a.reverses IS NULL THEN a.amount
                                                     ELSE -a.amount END)
                                     FROM allocation a WHERE a.due_line_id = d.id), 0) AS bigint)
                          AS settled
               FROM due_line d WHERE d.id IN ({..lines})"#
        );
        let rows = Row::find_by_statement(on(conn, statement)).all(conn).await?;
        found.extend(rows.into_iter().map(|row| {
            let Row { id, settled_on, settled } = row;
            (DueLineId(id), Standing { settled, settled_on })
        }));
    }
    Ok(found)
}
