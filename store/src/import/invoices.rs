//! Rows of invoices: judged against what is posted, and applied.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::context::Context;
use domain::id::{CustomerId, DueLineId, ImportId};
use domain::import::{
    Field, InvoiceRow, InvoiceVerdict, KnownInvoice, KnownPayment, Paid, RowFault, Verdict,
    judge_invoice,
};
use domain::invoice::{DueLine, InvoiceNumber, NewInvoice};
use domain::payment::{Allocate, NewPayment, PaymentDraft};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, raw_sql,
};
use serde_json::json;
use uuid::Uuid;

use super::apply::Applied;
use super::stage::{Judged, Staged};
use crate::entity::customer;
use crate::error::StoreError;
use crate::invoice::{StoredInvoice, find_by_number, post_many};
use crate::payment::{Recording, StoredPayment, find_by_source_key, record_many};
use crate::sql::{ROWS, on, unreadable};

/// What is stored of the customers and invoices that rows name.
#[derive(Default)]
struct Known {
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
    async fn load<C: ConnectionTrait>(
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

    fn invoice(&self, row: &InvoiceRow) -> Option<(&StoredInvoice, KnownInvoice)> {
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

    fn verdict(&self, row: &InvoiceRow) -> (Option<CustomerId>, InvoiceVerdict) {
        let Some(customer) = self.customers.get(&row.customer.key()) else {
            let fault = RowFault::of(Field::Customer, "unknown_customer", row.customer.as_str());
            return (None, InvoiceVerdict::Fault(vec![fault]));
        };
        let known = self.invoice(row).map(|(_, known)| known);
        (Some(*customer), judge_invoice(row, *customer, known.as_ref()))
    }
}

/// The customers that rows name, by the key of their reference; deleted ones are none.
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

/// The verdicts on rows of a page.
pub(super) async fn judge<C: ConnectionTrait>(
    conn: &C,
    rows: Vec<(i32, InvoiceRow)>,
) -> Result<Vec<Judged>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::load(conn, &rows).await?;
    rows.into_iter()
        .map(|(line, row)| {
            let (_, verdict) = known.verdict(&row);
            let (verdict, changed) = match verdict {
                InvoiceVerdict::Create => (Verdict::Create, Vec::new()),
                InvoiceVerdict::Unchanged => (Verdict::Unchanged, Vec::new()),
                InvoiceVerdict::AddPayment => {
                    (Verdict::Update, vec![Field::PaidOn.code().to_owned()])
                }
                InvoiceVerdict::Fault(faults) => return Ok(Judged::fault(line, json!({}), faults)),
            };
            let key = format!("{}\u{1f}{}", row.series, row.number);
            let source = serde_json::to_value(Staged { key, row, changed });
            let source = source.map_err(|why| unreadable("import_row.source", why))?;
            Ok(Judged { line, verdict, source, faults: Vec::new() })
        })
        .collect()
}

/// A payment to record for a row.
struct Due<'a> {
    line: i32,
    row: &'a InvoiceRow,
    customer: CustomerId,
    due_line: DueLineId,
    invoice: Uuid,
}

/// Applies rows of a page, judged again by what is stored now.
pub(super) async fn apply<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    import: ImportId,
    rows: &[(i32, InvoiceRow)],
) -> Result<Applied, StoreError> {
    let known = Known::load(conn, rows).await?;
    let mut applied = Applied::default();
    let (mut new, mut drafts): (Vec<(i32, &InvoiceRow)>, Vec<NewInvoice>) = Default::default();
    let mut payments = Vec::new();
    for (line, row) in rows {
        match known.verdict(row) {
            (Some(customer), InvoiceVerdict::Create) => {
                let draft = row.draft(customer, import).and_then(|draft| draft.checked());
                let draft = draft.map_err(|why| unreadable("import_row.source", why))?;
                new.push((*line, row));
                drafts.push(draft);
            }
            (Some(customer), InvoiceVerdict::AddPayment) => {
                if let Some((stored, _)) = known.invoice(row)
                    && let Some((due_line, ..)) = stored.due_lines.first()
                {
                    let (due_line, invoice) = (*due_line, stored.id.0);
                    payments.push(Due { line: *line, row, customer, due_line, invoice });
                }
            }
            (_, InvoiceVerdict::Fault(faults)) => applied.faults.push((*line, faults)),
            _ => applied.done.push((*line, known.invoice(row).map(|(stored, _)| stored.id.0))),
        }
    }
    let posted = post_many(conn, context, &drafts).await?;
    for (((line, row), draft), posted) in new.into_iter().zip(&drafts).zip(posted) {
        match (row.paid, posted.due_lines.first()) {
            (Paid::On(_), Some(due_line)) => payments.push(Due {
                line,
                row,
                customer: draft.customer,
                due_line: *due_line,
                invoice: posted.id.0,
            }),
            _ => applied.done.push((line, Some(posted.id.0))),
        }
    }
    pay(conn, context, import, payments, &mut applied).await?;
    Ok(applied)
}

/// Records what rows tell to be paid, each on the due line of its own invoice.
async fn pay<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    import: ImportId,
    payments: Vec<Due<'_>>,
    applied: &mut Applied,
) -> Result<(), StoreError> {
    let drafts: Result<Vec<NewPayment>, _> =
        payments.iter().filter_map(|due| payment(due, import)).map(PaymentDraft::checked).collect();
    let drafts = drafts.map_err(|why| unreadable("import_row.source", why))?;
    if drafts.is_empty() {
        return Ok(());
    }
    let recorded = record_many(conn, context, &drafts).await?;
    for (due, recorded) in payments.iter().zip(recorded) {
        let code = match recorded.recording {
            Recording::New | Recording::Unchanged => {
                applied.done.push((due.line, Some(due.invoice)));
                continue;
            }
            Recording::Differs => "differs_from_posted",
            Recording::Refused(_) => "paid_otherwise",
        };
        let value = match due.row.paid {
            Paid::On(day) => day.to_string(),
            Paid::No | Paid::NotSaid => String::new(),
        };
        applied.faults.push((due.line, vec![RowFault::of(Field::PaidOn, code, &value)]));
    }
    Ok(())
}

fn payment(due: &Due<'_>, import: ImportId) -> Option<PaymentDraft> {
    let Paid::On(received_on) = due.row.paid else { return None };
    Some(PaymentDraft {
        customer: due.customer,
        received_on,
        amount: due.row.amount,
        currency: due.row.currency,
        method: None,
        reference: None,
        source_key: Some(due.row.payment_key()),
        import: Some(import),
        allocate: Allocate::Exactly(vec![(due.due_line, due.row.amount)]),
    })
}
