//! A person confirms a proposed allocation or makes another: what changes is reversed and written
//! anew, nothing is overwritten.
//!
//! A change corrects what the source was meant for, so its reversal counts from the same day as
//! the row it takes back, as if that row had never been; a bounce is a fact of its own day.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, DueLineId};
use domain::money::Currency;
use domain::payment::{Allocate, Origin, Source};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;

use super::{
    Ledger, LiveRow, NewRow, SourceId, insert, live_rows, lock_customer, reversal, settle,
};
use crate::db::{Db, Write};
use crate::entity::{credit_note, payment};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;

/// Spreads a source over exactly these lines, by the word of a person; what is left of it becomes
/// an open credit. Rows that already say so, and not as a proposal, stand.
///
/// # Errors
/// [`StoreError::Refused`] with `payment_bounced`, `due_line_of_another`, `exceeds_residual`,
/// `parts_exceed_amount`, `part_not_positive` or `due_line_listed_twice`;
/// [`StoreError::NotFound`] when there is no such source.
pub async fn change(
    db: &Db,
    context: &Context,
    source: SourceId,
    parts: Vec<(DueLineId, i64)>,
    idempotency: Option<&Idempotency>,
) -> Result<(), StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        change_in(txn, context, source, &parts).await
    })
    .await
}

/// Confirms what a source was proposed to settle: the same lines and amounts, now by the word of a
/// person. Nothing changes when nothing was proposed.
///
/// # Errors
/// As [`change`].
pub async fn confirm(
    db: &Db,
    context: &Context,
    source: SourceId,
    idempotency: Option<&Idempotency>,
) -> Result<(), StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        confirm_in(txn, context, source).await
    })
    .await
}

/// [`confirm`] within a transaction.
///
/// # Errors
/// As [`change`].
pub async fn confirm_in(
    txn: &Write,
    context: &Context,
    source: SourceId,
) -> Result<(), StoreError> {
    let facts = facts(&**txn, source).await?;
    lock_customer(&**txn, facts.customer).await?;
    let rows = live_rows(&**txn, source).await?;
    let parts: Vec<_> = rows.iter().map(|row| (row.due_line, row.amount)).collect();
    write(txn, context, EventKind::AllocationConfirmed, source, &parts).await
}

/// [`change`] within a transaction.
///
/// # Errors
/// As [`change`].
pub async fn change_in(
    txn: &Write,
    context: &Context,
    source: SourceId,
    parts: &[(DueLineId, i64)],
) -> Result<(), StoreError> {
    write(txn, context, EventKind::AllocationChanged, source, parts).await
}

async fn write(
    txn: &Write,
    context: &Context,
    kind: EventKind,
    source: SourceId,
    parts: &[(DueLineId, i64)],
) -> Result<(), StoreError> {
    let conn = &**txn;
    let facts = facts(conn, source).await?;
    if parts.iter().any(|(_, amount)| *amount <= 0) {
        return Err(StoreError::refused("part_not_positive"));
    }
    let wanted: HashSet<DueLineId> = parts.iter().map(|(line, _)| *line).collect();
    if wanted.len() != parts.len() {
        return Err(StoreError::refused("due_line_listed_twice"));
    }
    lock_customer(conn, facts.customer).await?;
    // Read again under the lock: a bounce may have come between.
    let facts = self::facts(conn, source).await?;
    if facts.bounced {
        return Err(StoreError::refused("payment_bounced"));
    }

    let standing = live_rows(conn, source).await?;
    let stays = |row: &LiveRow| {
        row.origin != Origin::Proposed && parts.contains(&(row.due_line, row.amount))
    };
    let (kept, taken_back): (Vec<LiveRow>, Vec<LiveRow>) = standing.into_iter().partition(stays);
    let kept_lines: HashSet<DueLineId> = kept.iter().map(|row| row.due_line).collect();
    let added: Vec<(DueLineId, i64)> =
        parts.iter().copied().filter(|(line, _)| !kept_lines.contains(line)).collect();

    let mut touched: HashSet<DueLineId> = added.iter().map(|(line, _)| *line).collect();
    touched.extend(taken_back.iter().map(|row| row.due_line));
    let mut ledger = Ledger::load(conn, &HashSet::new(), &touched).await?;
    for row in &taken_back {
        ledger.give_back(row.due_line, row.amount);
    }
    let kept_amount: i64 = kept.iter().map(|row| row.amount).sum();
    let available = Source {
        amount: facts.amount - kept_amount,
        day: facts.day,
        reference: None,
        invoice: None,
    };
    let spread = ledger
        .spread(facts.customer, facts.currency, available, &Allocate::Exactly(added))
        .map_err(Refusal::from)?;

    let mut rows: Vec<NewRow> =
        taken_back.iter().map(|row| reversal(source, row, row.effective_on)).collect();
    rows.extend(spread.iter().map(|part| NewRow {
        customer: facts.customer,
        source,
        due_line: part.due_line,
        amount: part.amount,
        effective_on: part.effective_on,
        origin: Origin::Person,
        reverses: None,
    }));
    if rows.is_empty() {
        return Ok(());
    }
    insert(conn, context, &rows).await?;
    settle(conn, &touched.into_iter().collect::<Vec<_>>()).await?;
    event::record(conn, context, vec![told(kind, source, facts.customer, &rows)]).await
}

/// One entry of the timeline for one act of a person.
fn told(kind: EventKind, source: SourceId, customer: CustomerId, rows: &[NewRow]) -> NewEvent {
    let (noun, id) = source.subject();
    let listed = |reversals: bool| {
        rows.iter()
            .filter(|row| row.reverses.is_some() == reversals)
            .map(|row| json!({ "due_line": row.due_line, "amount": row.amount }))
            .collect::<Vec<_>>()
    };
    NewEvent::new(kind, noun, id)
        .of_customer(customer)
        .with(json!({ "taken_back": listed(true), "given": listed(false) }))
}

/// What a change needs to know of its source.
struct Facts {
    customer: CustomerId,
    amount: i64,
    currency: Currency,
    day: NaiveDate,
    bounced: bool,
}

async fn facts<C: ConnectionTrait>(conn: &C, source: SourceId) -> Result<Facts, StoreError> {
    let not_found = |noun| StoreError::NotFound { noun };
    let (customer, amount, currency, day, bounced) = match source {
        SourceId::Payment(id) => {
            let row = payment::Entity::find_by_id(id.0).one(conn).await?;
            let row = row.ok_or_else(|| not_found("payment"))?;
            let bounced = row.bounced_on.is_some();
            (row.customer_id, row.amount, row.currency, row.received_on, bounced)
        }
        SourceId::CreditNote(id) => {
            let row = credit_note::Entity::find_by_id(id.0).one(conn).await?;
            let row = row.ok_or_else(|| not_found("credit_note"))?;
            (row.customer_id, row.amount, row.currency, row.issued_on, false)
        }
    };
    Ok(Facts {
        customer: customer.into(),
        amount,
        currency: currency.parse().map_err(|why| unreadable("payment.currency", why))?,
        day,
        bounced,
    })
}
