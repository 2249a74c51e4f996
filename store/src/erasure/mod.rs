//! Erasure (GDPR 17) of a customer with its people and establishments, or of one person, in one transaction
//! and by sets. Whoever was merged into one of them is erased with it.
//!
//! What stays, and why: decisions about being contacted, calls and suppressions, since they are proof
//! (GDPR 17(3)(b), (e)), without the values that they name; invoices, payments and messages, which name ids;
//! events, without the values before and after; and while accounting documents must be kept, the names, the
//! postal addresses and the numbers of the state that they need.

mod beside;
mod family;
mod history;
mod identity;
mod reach;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::erasure::{ErasureRefusal, Keeping, Kept, keeping};
use domain::event::{EventKind, NewEvent};
use domain::id::PartyId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Value};
use serde_json::json;
use uuid::Uuid;

use self::family::Family;
use crate::db::{Db, Write};
use crate::entity::erasure::{Column, Entity};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::search;
use crate::sql::{ROWS, of_page, unreadable};

/// What stands where a text was that may not be empty.
const MASK: &str = "—";

/// An erasure, and what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRecord {
    /// Whose.
    pub party: PartyId,
    /// When it was first erased.
    pub erased_at: DateTime<Utc>,
    /// What is kept of it.
    pub kept: Kept,
    /// The last day on which the law asks for it.
    pub until: Option<NaiveDate>,
}

impl From<ErasureRefusal> for Refusal {
    fn from(refusal: ErasureRefusal) -> Self {
        let code = refusal.code();
        match refusal {
            ErasureRefusal::Owes(owed) => owed.into(),
            ErasureRefusal::Merged | ErasureRefusal::Restricted | ErasureRefusal::Establishment => {
                Self::new(code)
            }
        }
    }
}

/// The erasure of a party.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such party, or it was not erased.
pub async fn get(db: &Db, id: PartyId) -> Result<ErasureRecord, StoreError> {
    let row = Entity::find_by_id(id.0).one(db.read()).await?;
    let row = row.ok_or(StoreError::NotFound { noun: "erasure" })?;
    Ok(ErasureRecord {
        party: id,
        erased_at: row.erased_at,
        kept: row.kept.parse().map_err(|why| unreadable("erasure.kept", why))?,
        until: row.kept_until,
    })
}

/// Whether the data of one of these parties were erased.
pub(crate) async fn any<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
) -> Result<bool, StoreError> {
    let of = Column::PartyId.is_in(parties.iter().copied());
    Ok(Entity::find().filter(of).count(conn).await? > 0)
}

/// Erases the data of a customer's party, or of a person, whose version is still `expected`. A deleted one
/// can be erased too; of one that was erased, what accounting no longer needs goes the next time.
///
/// # Errors
/// [`StoreError::Refused`] with the code of an [`ErasureRefusal`]; [`StoreError::Stale`];
/// [`StoreError::NotFound`] when there is no such party.
pub async fn erase(
    db: &Db,
    context: &Context,
    id: PartyId,
    expected: i32,
    idempotency: Option<&Idempotency>,
) -> Result<PartyId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let family = Family::load(&**txn, id).await?;
        let facts = family.facts(&**txn, context).await?;
        let keeping = keeping(facts).map_err(Refusal::from)?;
        match Entity::find_by_id(id.0).one(&**txn).await? {
            Some(known) if !goes_further(&known.kept, keeping) => return Ok(id),
            None if !family.versions.contains(&expected) => return Err(StoreError::Stale),
            _ => {}
        }
        erase_in(txn, context, &family, keeping).await?;
        Ok(id)
    })
    .await
}

/// Whether more is to be erased than was before.
fn goes_further(kept: &str, keeping: Keeping) -> bool {
    kept != Kept::Nothing.code() && keeping.kept == Kept::Nothing
}

async fn erase_in(
    txn: &Write,
    context: &Context,
    family: &Family,
    keeping: Keeping,
) -> Result<(), StoreError> {
    let conn = &**txn;
    identity::close(conn, context, family).await?;
    // Before the values go, of which the fingerprints are made.
    reach::suppress(txn, context, family).await?;
    reach::unlink(conn, context, family).await?;
    identity::mask(conn, family, keeping).await?;
    beside::erase(conn, context, family, keeping).await?;
    history::erase(conn, family).await?;
    identity::note(conn, context, family, keeping).await?;
    let told = NewEvent::new(EventKind::PartyErased, "party", family.root)
        .of_party(family.root)
        .with(json!({ "kept": keeping.kept }));
    let told = match family.customers.split_first() {
        None => told,
        Some((first, others)) => {
            others.iter().fold(told.of_customer(*first), |told, other| told.also_of(*other))
        }
    };
    event::record(conn, context, vec![told]).await?;
    // The one that was asked about last, so that no large family hides it among what waits.
    let changed = family.parties.iter().rev().map(|party| PartyId(*party));
    search::note_changed(conn, context, changed).await
}

/// Runs a statement about ids, in pages: see [`of_page`]. `values` are its parameters before them.
async fn run<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    ids: &[Uuid],
    values: &[Value],
) -> Result<(), StoreError> {
    for ids in ids.chunks(ROWS) {
        conn.execute_raw(of_page(conn, sql, ids, values.iter().cloned())).await?;
    }
    Ok(())
}
