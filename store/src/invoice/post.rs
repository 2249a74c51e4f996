//! Posting: an invoice and its due lines appear together, and never change.

use std::collections::HashSet;

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, DueLineId, InvoiceId};
use domain::invoice::{InvoiceFault, NewInvoice};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::allocation::lock_customers;
use crate::db::{Db, Write};
use crate::entity::{due_line, invoice};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::many::insert_all;

impl From<InvoiceFault> for Refusal {
    fn from(fault: InvoiceFault) -> Self {
        Self::new(fault.code())
    }
}

/// The ids under which an invoice was posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedInvoice {
    /// Its own.
    pub id: InvoiceId,
    /// Those of its due lines, in their order.
    pub due_lines: Vec<DueLineId>,
}

/// Posts one invoice.
///
/// # Errors
/// [`StoreError::Conflict`] with `invoice_number_taken`; [`StoreError::NotFound`] when the
/// customer is not there or was deleted.
pub async fn post(
    db: &Db,
    context: &Context,
    new: NewInvoice,
    idempotency: Option<&Idempotency>,
) -> Result<PostedInvoice, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        post_in(txn, context, &new).await
    })
    .await
}

/// [`post`] within a transaction.
///
/// # Errors
/// As [`post`].
pub async fn post_in(
    txn: &Write,
    context: &Context,
    new: &NewInvoice,
) -> Result<PostedInvoice, StoreError> {
    let posted = post_many(&**txn, context, std::slice::from_ref(new)).await?;
    posted.into_iter().next().ok_or(StoreError::NotFound { noun: "invoice" })
}

/// Posts invoices, all or none: five statements for a slice of a thousand with one due line each.
/// The answers are in the order of `invoices`.
///
/// # Errors
/// [`StoreError::Conflict`] with `invoice_number_taken` when a number is known or comes twice;
/// [`StoreError::NotFound`] when a customer is not there or was deleted.
pub async fn post_many<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    invoices: &[NewInvoice],
) -> Result<Vec<PostedInvoice>, StoreError> {
    let customers: HashSet<CustomerId> = invoices.iter().map(|new| new.customer).collect();
    lock_customers(conn, &customers).await?;

    let mut posted = Vec::with_capacity(invoices.len());
    let mut heads = Vec::with_capacity(invoices.len());
    let mut lines = Vec::with_capacity(invoices.len());
    let mut told = Vec::with_capacity(invoices.len());
    for new in invoices {
        let id: InvoiceId = context.id();
        heads.push(head(context, id, new));
        let mut ids = Vec::with_capacity(new.due_lines.len());
        for (position, line) in (1..).zip(&new.due_lines) {
            let line_id: DueLineId = context.id();
            ids.push(line_id);
            lines.push(due_line::ActiveModel {
                id: Set(line_id.0),
                invoice_id: Set(id.0),
                customer_id: Set(new.customer.0),
                currency: Set(new.currency.code().to_owned()),
                position: Set(position),
                due_on: Set(line.due_on),
                amount: Set(line.amount),
                settled_on: Set(None),
                cycle: Set(1),
            });
        }
        told.push(
            NewEvent::new(EventKind::InvoicePosted, "invoice", id)
                .of_customer(new.customer)
                .with(json!({ "amount": new.amount, "currency": new.currency })),
        );
        posted.push(PostedInvoice { id, due_lines: ids });
    }
    insert_all(conn, heads).await?;
    insert_all(conn, lines).await?;
    event::record(conn, context, told).await?;
    Ok(posted)
}

fn head(context: &Context, id: InvoiceId, new: &NewInvoice) -> invoice::ActiveModel {
    invoice::ActiveModel {
        id: Set(id.0),
        customer_id: Set(new.customer.0),
        series: Set(new.number.series().to_owned()),
        number: Set(new.number.number().to_owned()),
        issued_on: Set(new.issued_on),
        currency: Set(new.currency.code().to_owned()),
        amount: Set(new.amount),
        order_number: Set(new.order_number.clone()),
        import_id: Set(new.import.map(|import| import.0)),
        recorded_at: Set(context.now),
    }
}
