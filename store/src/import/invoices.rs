//! Rows of invoices: judged against what is posted, and applied.

use domain::context::Context;
use domain::id::{CustomerId, DueLineId, ImportId};
use domain::import::{Field, InvoiceRow, InvoiceVerdict, Paid, RowFault, Verdict};
use domain::invoice::NewInvoice;
use domain::payment::{Allocate, NewPayment, PaymentDraft};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::apply::Applied;
use super::known_invoices::Known;
use super::stage::{Judged, Staged};
use crate::error::StoreError;
use crate::invoice::post_many;
use crate::payment::{Recording, record_many};
use crate::sql::unreadable;

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
            Ok(Judged::new(line, verdict, source))
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
