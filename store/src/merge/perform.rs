//! Merging: one transaction, all or nothing.

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, MergeId};
use domain::merge::{Choices, Field, MergeKind, MergeState, Merging, plan};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, raw_sql};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::file::{self, Rows};
use super::journal::{self, Owners};
use super::links::{LINKS, Owner};
use super::{desk, lists, pair, tasks};
use crate::customer::{self, CustomerRecord};
use crate::db::{Db, Write};
use crate::entity::{customer as customers, merge as merges, merged_customer, party};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::search;
use crate::sql::{locks_rows, on, unreadable};

/// A merge that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Who survives.
    pub survivor: CustomerId,
    /// The version of the survivor that was read; not looked at when absent.
    pub expected: Option<i32>,
    /// Who is merged into it.
    pub other: CustomerId,
    /// Whose part is kept, field by field.
    pub choices: Choices,
}

/// Merges one customer into another.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::merge::MergeRefusal`]; [`StoreError::Stale`] when
/// the survivor changed since it was read; [`StoreError::NotFound`] when one of them is not there.
pub async fn merge(
    db: &Db,
    context: &Context,
    asked: &Merge,
    idempotency: Option<&Idempotency>,
) -> Result<MergeId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        merge_in(&**txn, context, asked).await
    })
    .await
}

async fn merge_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    asked: &Merge,
) -> Result<MergeId, StoreError> {
    lock(conn, [asked.survivor, asked.other]).await?;
    let (survivor, mine) = read(conn, asked.survivor).await?;
    let (other, theirs) = read(conn, asked.other).await?;
    let planned = plan(&survivor, &other, &asked.choices)?;
    if asked.expected.is_some_and(|expected| expected != mine.customer.version) {
        return Err(StoreError::Stale);
    }
    let parties = Owners { from: other.party.0, to: survivor.party.0 };
    let customers = Owners { from: other.customer.0, to: survivor.customer.0 };
    let choices = chosen(&asked.choices);
    let id = begin(conn, context, MergeKind::Customer, customers, parties, &choices).await?;
    file::write(conn, context, id, &planned, &mine, &theirs).await?;
    desk::write(conn, context, id, &planned, survivor.customer, other.customer).await?;
    lists::write(conn, id, &planned, parties).await?;
    tasks::rename(conn, id, customers).await?;
    for link in LINKS {
        let owners = if link.owner == Owner::Party { parties } else { customers };
        journal::move_all(conn, id, link, owners).await?;
    }
    lead(conn, id, &survivor, &other).await?;
    pair::settle(conn, context, id, [survivor.party.0, other.party.0]).await?;
    search::note_family_changed(conn, context, [survivor.party, other.party]).await?;
    let told = NewEvent::new(EventKind::CustomersMerged, "merge", id)
        .of_customer(survivor.customer)
        .of_party(survivor.party)
        .also_of(other.customer)
        .with(json!({
            "survivor": survivor.customer,
            "other": other.customer,
            "choices": choices,
        }));
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}

/// What was chosen, by the codes.
pub(super) fn chosen<F: Field>(choices: &Choices<F>) -> Map<String, Value> {
    choices.iter().map(|(field, choice)| (field.code().to_owned(), choice.code().into())).collect()
}

/// Writes the row of a merge, under which the journal stands.
pub(super) async fn begin<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    kind: MergeKind,
    customers: Owners,
    parties: Owners,
    choices: &Map<String, Value>,
) -> Result<MergeId, StoreError> {
    let id: MergeId = context.id();
    let row = merges::ActiveModel {
        id: Set(id.0),
        survivor_customer_id: Set(customers.to),
        survivor_party_id: Set(parties.to),
        other_customer_id: Set(customers.from),
        other_party_id: Set(parties.from),
        kind: Set(kind.code().to_owned()),
        choices: Set(Value::Object(choices.clone())),
        state: Set(MergeState::Done.code().to_owned()),
        merged_at: Set(context.now),
        merged_by: Set(context.actor.to_string()),
        undone_at: Set(None),
        undone_by: Set(None),
    };
    merges::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(id)
}

/// From now on the merged customer leads to the survivor.
async fn lead<C: ConnectionTrait>(
    conn: &C,
    id: MergeId,
    survivor: &Merging,
    other: &Merging,
) -> Result<(), StoreError> {
    let row = merged_customer::ActiveModel {
        customer_id: Set(other.customer.0),
        party_id: Set(other.party.0),
        into_customer_id: Set(survivor.customer.0),
        into_party_id: Set(survivor.party.0),
        merge_id: Set(id.0),
    };
    merged_customer::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Keeps everybody from writing for the two until the transaction ends, those too who only refer to them:
/// what they write afterwards is refused, or goes to the survivor.
pub(super) async fn lock<C: ConnectionTrait>(
    conn: &C,
    customers: [CustomerId; 2],
) -> Result<(), StoreError> {
    if !locks_rows(conn) {
        return Ok(());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
    let statement = raw_sql!(
        Postgres,
        r#"SELECT id FROM customer WHERE id IN ({..ids}) ORDER BY id FOR UPDATE"#
    );
    conn.query_all_raw(on(conn, statement)).await?;
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
    let statement = raw_sql!(
        Postgres,
        r#"SELECT id FROM party
           WHERE id IN (SELECT party_id FROM customer WHERE id IN ({..ids}))
           ORDER BY id FOR UPDATE"#
    );
    conn.query_all_raw(on(conn, statement)).await?;
    Ok(())
}

/// One of the two as the plan takes it, and its rows.
async fn read<C: ConnectionTrait>(conn: &C, id: CustomerId) -> Result<(Merging, Rows), StoreError> {
    const NO_CUSTOMER: StoreError = StoreError::NotFound { noun: "customer" };
    let record = customer::find(conn, &[id]).await?.into_iter().next().ok_or(NO_CUSTOMER)?;
    let customer = customers::Entity::find_by_id(id.0).one(conn).await?.ok_or(NO_CUSTOMER)?;
    let party = party::Entity::find_by_id(customer.party_id).one(conn).await?;
    let party = party.ok_or_else(|| unreadable("customer.party_id", "no party"))?;
    let CustomerRecord { file, points, addresses, .. } = record;
    let points = points.into_iter().map(|stored| (stored.id, stored.point)).collect();
    let addresses = addresses.into_iter().map(|stored| (stored.id, stored.address)).collect();
    let merging = Merging {
        customer: id,
        party: party.id.into(),
        is_deleted: customer.deleted_at.is_some() || party.deleted_at.is_some(),
        is_merged: party.merged_into.is_some(),
        restricted_at: party.restricted_at,
        has_payment_sheet: desk::has_sheet(conn, id).await?,
        file,
        points,
        addresses,
    };
    Ok((merging, Rows { party, customer }))
}
