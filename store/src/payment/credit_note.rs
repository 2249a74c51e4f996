//! Credit notes: posted with what they settle, the invoice they correct first.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CreditNoteId, CustomerId, DueLineId, InvoiceId};
use domain::money::Currency;
use domain::payment::{Allocate, NewCreditNote, Source};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use super::PaymentFilter;
use super::list::proposed;
use crate::allocation::{
    AllocationRecord, Ledger, NewRow, SourceId, insert, lock_customers, of_sources, settle,
};
use crate::db::{Db, Write};
use crate::entity::{credit_note, invoice};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::page::{Page, PageRequest};
use crate::sql::unreadable;

/// A credit note by all that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditNoteRecord {
    /// Its id.
    pub id: CreditNoteId,
    /// Who is credited.
    pub customer: CustomerId,
    /// Its series, usually empty.
    pub series: String,
    /// Its number, among credit notes.
    pub number: String,
    /// The day it bears.
    pub issued_on: NaiveDate,
    /// Minor units.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// The invoice it corrects.
    pub invoice: Option<InvoiceId>,
    /// When we learnt it.
    pub recorded_at: DateTime<Utc>,
    /// What is given to no line.
    pub open: i64,
    /// Its allocations in the order in which they were written, reversals included.
    pub allocations: Vec<AllocationRecord>,
}

/// Posts a credit note and spreads it.
///
/// # Errors
/// [`StoreError::Refused`] with the code of an allocation fault, or with `invoice_of_another` when
/// the invoice it names is not one of this customer in this currency; [`StoreError::Conflict`]
/// with `credit_note_number_taken`; [`StoreError::NotFound`] for the customer or the invoice.
pub async fn post_credit_note(
    db: &Db,
    context: &Context,
    new: NewCreditNote,
    idempotency: Option<&Idempotency>,
) -> Result<CreditNoteId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        post_credit_note_in(txn, context, &new).await
    })
    .await
}

/// [`post_credit_note`] within a transaction.
///
/// # Errors
/// As [`post_credit_note`].
pub async fn post_credit_note_in(
    txn: &Write,
    context: &Context,
    new: &NewCreditNote,
) -> Result<CreditNoteId, StoreError> {
    let conn = &**txn;
    lock_customers(conn, &HashSet::from([new.customer])).await?;
    if let Some(named) = new.invoice {
        let row = invoice::Entity::find_by_id(named.0).one(conn).await?;
        let row = row.ok_or(StoreError::NotFound { noun: "invoice" })?;
        if (row.customer_id, row.currency.as_str()) != (new.customer.0, new.currency.code()) {
            return Err(StoreError::refused("invoice_of_another"));
        }
    }
    let (whole, listed) = match &new.allocate {
        Allocate::Exactly(list) => {
            (HashSet::new(), list.iter().map(|(line, _)| *line).collect::<HashSet<DueLineId>>())
        }
        Allocate::Default => (HashSet::from([new.customer]), HashSet::new()),
        Allocate::None => (HashSet::new(), HashSet::new()),
    };
    let mut ledger = Ledger::load(conn, &whole, &listed).await?;
    let source =
        Source { amount: new.amount, day: new.issued_on, reference: None, invoice: new.invoice };
    let parts =
        ledger.spread(new.customer, new.currency, source, &new.allocate).map_err(Refusal::from)?;

    let id: CreditNoteId = context.id();
    let row = credit_note::ActiveModel {
        id: Set(id.0),
        customer_id: Set(new.customer.0),
        series: Set(new.number.series().to_owned()),
        number: Set(new.number.number().to_owned()),
        issued_on: Set(new.issued_on),
        amount: Set(new.amount),
        currency: Set(new.currency.code().to_owned()),
        invoice_id: Set(new.invoice.map(|invoice| invoice.0)),
        recorded_at: Set(context.now),
    };
    credit_note::Entity::insert(row).exec_without_returning(conn).await?;
    let rows: Vec<NewRow> = parts
        .iter()
        .map(|part| NewRow {
            customer: new.customer,
            source: SourceId::CreditNote(id),
            due_line: part.due_line,
            amount: part.amount,
            effective_on: part.effective_on,
            origin: part.origin,
            reverses: None,
        })
        .collect();
    insert(conn, context, &rows).await?;
    settle(conn, &parts.iter().map(|part| part.due_line).collect::<Vec<_>>()).await?;
    let open = new.amount - parts.iter().map(|part| part.amount).sum::<i64>();
    let told = NewEvent::new(EventKind::CreditNotePosted, "credit_note", id)
        .of_customer(new.customer)
        .with(json!({ "amount": new.amount, "currency": new.currency, "open": open }));
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}

/// One credit note.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub async fn credit_note<C: ConnectionTrait>(
    conn: &C,
    id: CreditNoteId,
) -> Result<CreditNoteRecord, StoreError> {
    let row = credit_note::Entity::find_by_id(id.0).one(conn).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "credit_note" })?;
    let records = with_allocations(conn, vec![row]).await?;
    records.into_iter().next().ok_or(StoreError::NotFound { noun: "credit_note" })
}

/// A page of credit notes, in the order in which they were posted.
///
/// # Errors
/// When the database cannot be read.
pub async fn credit_notes<C: ConnectionTrait>(
    conn: &C,
    filter: PaymentFilter,
    page: PageRequest,
) -> Result<Page<CreditNoteRecord>, StoreError> {
    let mut asked = credit_note::Entity::find();
    if let Some(customer) = filter.customer {
        asked = asked.filter(credit_note::Column::CustomerId.eq(customer.0));
    }
    if filter.proposed {
        asked = asked.filter(proposed("credit_note", "credit_note_id"));
    }
    if let Some(after) = page.after {
        asked = asked.filter(credit_note::Column::Id.gt(after));
    }
    let rows = asked.order_by_asc(credit_note::Column::Id).limit(page.rows()).all(conn).await?;
    let page = Page::cut(rows, page, |row| row.id);
    Ok(Page { items: with_allocations(conn, page.items).await?, next: page.next })
}

async fn with_allocations<C: ConnectionTrait>(
    conn: &C,
    notes: Vec<credit_note::Model>,
) -> Result<Vec<CreditNoteRecord>, StoreError> {
    let sources: Vec<SourceId> =
        notes.iter().map(|row| SourceId::CreditNote(row.id.into())).collect();
    let mut by_source = HashMap::<SourceId, Vec<AllocationRecord>>::new();
    for allocation in of_sources(conn, &sources).await? {
        by_source.entry(allocation.source).or_default().push(allocation);
    }
    notes
        .into_iter()
        .map(|row| {
            let id = CreditNoteId(row.id);
            let allocations = by_source.remove(&SourceId::CreditNote(id)).unwrap_or_default();
            let given: i64 =
                allocations.iter().filter(|row| row.stands()).map(|row| row.amount).sum();
            Ok(CreditNoteRecord {
                id,
                customer: CustomerId(row.customer_id),
                series: row.series,
                number: row.number,
                issued_on: row.issued_on,
                amount: row.amount,
                currency: row
                    .currency
                    .parse()
                    .map_err(|why| unreadable("credit_note.currency", why))?,
                invoice: row.invoice_id.map(InvoiceId),
                recorded_at: row.recorded_at,
                open: row.amount - given,
                allocations,
            })
        })
        .collect()
}
