//! Recording payments: each once by the key of its source, with what it settles.

use std::collections::{HashMap, HashSet};

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, DueLineId, PaymentId};
use domain::payment::{Allocate, AllocationFault, NewPayment, Part, Source};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::json;

use super::find::{StoredPayment, find_by_source_key};
use crate::allocation::{Ledger, NewRow, SourceId, insert, lock_customers, settle};
use crate::db::{Db, Write};
use crate::entity::payment;
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::many::insert_all;

/// What became of a payment of a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    /// Recorded now.
    New,
    /// The same money was recorded under the same source key before; nothing was written.
    Unchanged,
    /// Other money was recorded under the same source key before; nothing was written.
    Differs,
    /// Its list of lines cannot be followed; nothing was written.
    Refused(AllocationFault),
}

/// A payment and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedPayment {
    /// The id under which it is recorded; none when it was refused.
    pub id: Option<PaymentId>,
    /// What became of it.
    pub recording: Recording,
    /// Minor units given to no line; 0 unless it is new.
    pub open: i64,
}

/// Records one payment, or finds it recorded under the same source key.
///
/// # Errors
/// [`StoreError::Refused`] with the code of an [`AllocationFault`];
/// [`StoreError::Conflict`] with `payment_differs` when the source key is of other money;
/// [`StoreError::NotFound`] when the customer is not there or was deleted.
pub async fn record(
    db: &Db,
    context: &Context,
    new: NewPayment,
    idempotency: Option<&Idempotency>,
) -> Result<PaymentId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        record_in(txn, context, &new).await
    })
    .await
}

/// [`record`] within a transaction.
///
/// # Errors
/// As [`record`].
pub async fn record_in(
    txn: &Write,
    context: &Context,
    new: &NewPayment,
) -> Result<PaymentId, StoreError> {
    let recorded = record_many(&**txn, context, std::slice::from_ref(new)).await?;
    match recorded.first() {
        Some(RecordedPayment { recording: Recording::Refused(fault), .. }) => {
            Err(Refusal::from(*fault).into())
        }
        Some(RecordedPayment { recording: Recording::Differs, .. }) => {
            Err(StoreError::Conflict { code: "payment_differs" })
        }
        Some(RecordedPayment { id: Some(id), .. }) => Ok(*id),
        _ => Err(StoreError::NotFound { noun: "payment" }),
    }
}

/// Records payments: a bounded number of statements for a slice of a thousand. The answers are in
/// the order of `payments`; one that cannot be recorded leaves the others as they are.
///
/// # Errors
/// [`StoreError::NotFound`] when a customer is not there or was deleted.
pub async fn record_many<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    payments: &[NewPayment],
) -> Result<Vec<RecordedPayment>, StoreError> {
    let customers: HashSet<CustomerId> = payments.iter().map(|new| new.customer).collect();
    lock_customers(conn, &customers).await?;
    let keys: Vec<String> = payments.iter().filter_map(|new| new.source_key.clone()).collect();
    let mut known = find_by_source_key(conn, &keys).await?;
    let (whole, listed) = reach(payments);
    let mut ledger = Ledger::load(conn, &whole, &listed).await?;

    let mut slice = Slice::default();
    let mut recorded = Vec::with_capacity(payments.len());
    for new in payments {
        recorded.push(slice.take(context, new, &mut known, &mut ledger));
    }
    slice.write(conn, context).await?;
    Ok(recorded)
}

/// The customers whose lines a default may reach, and the lines that lists name.
fn reach(payments: &[NewPayment]) -> (HashSet<CustomerId>, HashSet<DueLineId>) {
    let mut whole = HashSet::new();
    let mut listed = HashSet::new();
    for new in payments {
        match &new.allocate {
            Allocate::Default => {
                whole.insert(new.customer);
            }
            Allocate::Exactly(list) => listed.extend(list.iter().map(|(line, _)| *line)),
            Allocate::None => {}
        }
    }
    (whole, listed)
}

/// The rows of a slice, gathered before they are written.
#[derive(Default)]
struct Slice {
    payments: Vec<payment::ActiveModel>,
    allocations: Vec<NewRow>,
    told: Vec<NewEvent>,
}

impl Slice {
    fn take(
        &mut self,
        context: &Context,
        new: &NewPayment,
        known: &mut HashMap<String, StoredPayment>,
        ledger: &mut Ledger,
    ) -> RecordedPayment {
        if let Some(stored) = new.source_key.as_ref().and_then(|key| known.get(key)) {
            let recording = if stored.is(new) { Recording::Unchanged } else { Recording::Differs };
            return RecordedPayment { id: Some(stored.id), recording, open: 0 };
        }
        let source = Source {
            amount: new.amount,
            day: new.received_on,
            reference: new.reference.as_deref(),
            invoice: None,
        };
        let parts = match ledger.spread(new.customer, new.currency, source, &new.allocate) {
            Ok(parts) => parts,
            Err(fault) => {
                let recording = Recording::Refused(fault);
                return RecordedPayment { id: None, recording, open: 0 };
            }
        };
        let id: PaymentId = context.id();
        if let Some(key) = &new.source_key {
            known.insert(key.clone(), stored(id, new));
        }
        let open = new.amount - parts.iter().map(|part| part.amount).sum::<i64>();
        self.allocations.extend(parts.iter().map(|part| row(id, new, part)));
        self.told.push(
            NewEvent::new(EventKind::PaymentRecorded, "payment", id)
                .of_customer(new.customer)
                .with(json!({ "amount": new.amount, "currency": new.currency, "open": open })),
        );
        self.payments.push(model(context, id, new));
        RecordedPayment { id: Some(id), recording: Recording::New, open }
    }

    async fn write<C: ConnectionTrait>(
        self,
        conn: &C,
        context: &Context,
    ) -> Result<(), StoreError> {
        insert_all(conn, self.payments).await?;
        insert(conn, context, &self.allocations).await?;
        let touched: HashSet<DueLineId> = self.allocations.iter().map(|row| row.due_line).collect();
        settle(conn, &touched.into_iter().collect::<Vec<_>>()).await?;
        event::record(conn, context, self.told).await
    }
}

fn row(id: PaymentId, new: &NewPayment, part: &Part) -> NewRow {
    NewRow {
        customer: new.customer,
        source: SourceId::Payment(id),
        due_line: part.due_line,
        amount: part.amount,
        effective_on: part.effective_on,
        origin: part.origin,
        reverses: None,
    }
}

fn stored(id: PaymentId, new: &NewPayment) -> StoredPayment {
    StoredPayment {
        id,
        customer: new.customer,
        received_on: new.received_on,
        amount: new.amount,
        currency: new.currency,
        bounced_on: None,
    }
}

fn model(context: &Context, id: PaymentId, new: &NewPayment) -> payment::ActiveModel {
    payment::ActiveModel {
        id: Set(id.0),
        customer_id: Set(new.customer.0),
        received_on: Set(new.received_on),
        amount: Set(new.amount),
        currency: Set(new.currency.code().to_owned()),
        method: Set(new.method.clone()),
        reference: Set(new.reference.clone()),
        source_key: Set(new.source_key.clone()),
        bounced_on: Set(None),
        bounced_at: Set(None),
        import_id: Set(new.import.map(|import| import.0)),
        recorded_at: Set(context.now),
    }
}
