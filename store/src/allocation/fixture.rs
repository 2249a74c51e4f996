//! A small ledger for tests: customers, invoices and payments in a few words each.

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate};
use domain::context::Context;
use domain::id::{CustomerId, DueLineId, PaymentId};
use domain::invoice::{DueLine, InvoiceDraft, InvoiceNumber, NewInvoice};
use domain::money::Currency;
use domain::payment::{Allocate, NewPayment, PaymentDraft};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::db::Db;
use crate::entity::{customer, due_line, party};
use crate::invoice::PostedInvoice;
use crate::testing::context_at;

/// A context one second after the last one, so that ids rise with every act.
pub(crate) fn context() -> Context {
    static SECONDS: AtomicI64 = AtomicI64::new(1_795_420_800);
    let now = SECONDS.fetch_add(1, Ordering::Relaxed);
    context_at(DateTime::from_timestamp_secs(now).unwrap())
}

/// A day by its text.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A new customer under a reference.
pub(crate) async fn new_customer(db: &Db, reference: &str) -> CustomerId {
    let context = context();
    let (id, party_id): (CustomerId, domain::id::PartyId) = (context.id(), context.id());
    let who = party::ActiveModel {
        id: Set(party_id.0),
        kind: Set("organisation".to_owned()),
        name: Set(reference.to_owned()),
        name_folded: Set(reference.to_lowercase()),
        version: Set(1),
        created_at: Set(context.now),
        updated_at: Set(context.now),
        ..Default::default()
    };
    party::Entity::insert(who).exec_without_returning(db.read()).await.unwrap();
    let row = customer::ActiveModel {
        id: Set(id.0),
        party_id: Set(party_id.0),
        reference: Set(reference.to_owned()),
        reference_key: Set(reference.to_lowercase()),
        legal_class: Set("professional_company".to_owned()),
        currency: Set("EUR".to_owned()),
        dunning_active: Set(true),
        version: Set(1),
        created_at: Set(context.now),
        updated_at: Set(context.now),
        ..Default::default()
    };
    customer::Entity::insert(row).exec_without_returning(db.read()).await.unwrap();
    id
}

/// An invoice in euros issued on a day, with its due lines.
pub(crate) fn invoice(
    customer: CustomerId,
    number: &str,
    issued_on: &str,
    lines: &[(&str, i64)],
) -> NewInvoice {
    let draft = InvoiceDraft {
        customer,
        number: InvoiceNumber::new("", number).unwrap(),
        issued_on: day(issued_on),
        currency: Currency::EUR,
        amount: lines.iter().map(|(_, amount)| amount).sum(),
        order_number: None,
        due_lines: lines
            .iter()
            .map(|(due_on, amount)| DueLine { due_on: day(due_on), amount: *amount })
            .collect(),
        import: None,
    };
    draft.checked().unwrap()
}

/// Posts an invoice.
pub(crate) async fn posted(db: &Db, new: NewInvoice) -> PostedInvoice {
    crate::invoice::post(db, &context(), new, None).await.unwrap()
}

/// A payment in euros.
pub(crate) fn payment(
    customer: CustomerId,
    received_on: &str,
    amount: i64,
    allocate: Allocate,
) -> NewPayment {
    draft(customer, received_on, amount, allocate).checked().unwrap()
}

/// A payment in euros, to be described further.
pub(crate) fn draft(
    customer: CustomerId,
    received_on: &str,
    amount: i64,
    allocate: Allocate,
) -> PaymentDraft {
    PaymentDraft {
        customer,
        received_on: day(received_on),
        amount,
        currency: Currency::EUR,
        method: None,
        reference: None,
        source_key: None,
        import: None,
        allocate,
    }
}

/// Records a payment.
pub(crate) async fn paid(db: &Db, new: NewPayment) -> PaymentId {
    crate::payment::record(db, &context(), new, None).await.unwrap()
}

/// Since when a line is settled, and its cycle.
pub(crate) async fn settled(db: &Db, line: DueLineId) -> (Option<NaiveDate>, i32) {
    let row = due_line::Entity::find_by_id(line.0).one(db.read()).await.unwrap().unwrap();
    (row.settled_on, row.cycle)
}

/// What is owed of each line of a customer as of a day, by line.
pub(crate) async fn owed(db: &Db, customer: CustomerId, as_of: &str) -> Vec<(DueLineId, i64)> {
    let open = super::residuals(db.read(), &[customer], day(as_of)).await.unwrap();
    open.iter().map(|line| (line.id, line.residual)).collect()
}

/// What the customer has to its credit as of a day.
pub(crate) async fn credit(db: &Db, customer: CustomerId, as_of: &str) -> i64 {
    let credits = super::open_credits(db.read(), &[customer], day(as_of)).await.unwrap();
    credits.iter().map(|credit| credit.amount).sum()
}

/// That every invariant of the ledger holds.
pub(crate) async fn sound(db: &Db) {
    let broken = crate::doctor::examine(db.read()).await.unwrap();
    let names: HashSet<_> = broken.iter().map(|finding| finding.invariant).collect();
    assert!(broken.is_empty(), "{names:?}: {broken:?}");
}
