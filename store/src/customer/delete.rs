//! A customer is deleted softly: nobody finds or reminds it any more, and it can be taken back.
//!
//! What is still owed keeps it: a debtor does not go from the file with an open invoice.

use chrono::NaiveDate;
use domain::context::Context;
use domain::erasure::Owed;
use domain::event::{EventKind, NewEvent};
use domain::id::CustomerId;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};

use super::record::{self, NO_CUSTOMER};
use crate::allocation::residuals;
use crate::db::{Db, Write};
use crate::entity::customer;
use crate::erasure;
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::search;

/// Deletes a customer whose version is still `expected`, unless something is owed.
///
/// # Errors
/// [`StoreError::Refused`] with `customer_owes`, naming how many invoices are open and the oldest
/// one; [`StoreError::Stale`]; [`StoreError::NotFound`].
pub async fn delete(
    db: &Db,
    context: &Context,
    id: CustomerId,
    expected: i32,
) -> Result<(), StoreError> {
    let txn = db.begin().await?;
    record::lock(&*txn, &[id]).await?;
    let before = record::get(&*txn, id).await?;
    if before.version != expected {
        return Err(StoreError::Stale);
    }
    if let Some(owed) = owed(&*txn, &[id]).await? {
        return Err(Refusal::from(owed).into());
    }
    mark(&txn, context, id, true).await?;
    let told = NewEvent::new(EventKind::CustomerDeleted, "customer", id)
        .of_customer(id)
        .of_party(before.party);
    event::record(&*txn, context, vec![told]).await?;
    search::note_family_changed(&*txn, context, [before.party]).await?;
    txn.commit().await
}

/// What these customers owe: whatever was posted, also with a later day.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn owed<C: ConnectionTrait>(
    conn: &C,
    ids: &[CustomerId],
) -> Result<Option<Owed>, StoreError> {
    let open = residuals(conn, ids, LAST_DAY).await?;
    let mut invoices: Vec<_> = open.iter().map(|line| line.invoice).collect();
    invoices.sort_unstable();
    invoices.dedup();
    let oldest = open.into_iter().min_by_key(|line| (line.due_on, line.id));
    Ok(oldest.map(|oldest| Owed { invoices: invoices.len(), oldest: oldest.number }))
}

impl From<Owed> for Refusal {
    fn from(owed: Owed) -> Self {
        Self::new("customer_owes").with("count", owed.invoices).with("number", owed.oldest)
    }
}

/// The last day that both engines write alike.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Takes a deleted customer back, as it was.
///
/// # Errors
/// [`StoreError::Refused`] with `customer_not_deleted`, with `customer_erased` for one of whom nothing is left
/// to take back, or with `customer_merged` for one whose merge is to be undone; [`StoreError::NotFound`].
pub async fn restore(
    db: &Db,
    context: &Context,
    id: CustomerId,
    idempotency: Option<&Idempotency>,
) -> Result<CustomerId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        record::lock(&**txn, &[id]).await?;
        let row = customer::Entity::find_by_id(id.0).one(&**txn).await?.ok_or(NO_CUSTOMER)?;
        if row.deleted_at.is_none() {
            return Err(StoreError::refused("customer_not_deleted"));
        }
        if erasure::any(&**txn, &[row.party_id]).await? {
            return Err(StoreError::refused("customer_erased"));
        }
        if crate::merge::resolve(&**txn, id).await? != id {
            return Err(StoreError::refused("customer_merged"));
        }
        mark(txn, context, id, false).await?;
        let told = NewEvent::new(EventKind::CustomerRestored, "customer", id)
            .of_customer(id)
            .of_party(row.party_id.into());
        event::record(&**txn, context, vec![told]).await?;
        search::note_family_changed(&**txn, context, [row.party_id.into()]).await?;
        Ok(id)
    })
    .await
}

/// Marks the customer, and its party unless the party is a customer under another reference too.
async fn mark(
    txn: &Write,
    context: &Context,
    id: CustomerId,
    deleted: bool,
) -> Result<(), StoreError> {
    let at = deleted.then_some(context.now);
    for sql in [
        "update customer set deleted_at = $1, version = version + 1, updated_at = $2
         where id = $3",
        "update party set deleted_at = $1, version = version + 1, updated_at = $2
         where id = (select party_id from customer where id = $3)
           and not exists (
               select 1 from customer other
               where other.party_id = party.id and other.id <> $3 and other.deleted_at is null
           )",
    ] {
        let values = [at.into(), context.now.into(), id.0.into()];
        let statement = Statement::from_sql_and_values(txn.get_database_backend(), sql, values);
        txn.execute_raw(statement).await?;
    }
    Ok(())
}
