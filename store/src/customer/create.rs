//! New customers: party, customer, addresses, identifiers and contact points appear together.

use std::collections::HashSet;

use domain::context::Context;
use domain::customer::{NewCustomer, Reference};
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, ImportId, PartyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::{desk, point, row};
use crate::counter;
use crate::db::{Db, Write};
use crate::entity::{address, customer, identifier, party};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::many::insert_all;
use crate::search;
use crate::sql::{ROWS, unreadable};

/// The counter from which missing references are taken.
const COUNTER: &str = "customer_reference";

/// Makes one customer.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::customer::CustomerFault`];
/// [`StoreError::Conflict`] with `reference_taken`, or `broken_reference` when its procedure is
/// not there.
pub async fn create(
    db: &Db,
    context: &Context,
    new: NewCustomer,
    idempotency: Option<&Idempotency>,
) -> Result<CustomerId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        create_in(txn, context, &new).await
    })
    .await
}

/// [`create`] within a transaction.
///
/// # Errors
/// As [`create`].
pub async fn create_in(
    txn: &Write,
    context: &Context,
    new: &NewCustomer,
) -> Result<CustomerId, StoreError> {
    let made = create_many(&**txn, context, std::slice::from_ref(new), None).await?;
    made.into_iter().next().ok_or(super::record::NO_CUSTOMER)
}

/// Makes customers, all or none: a bounded number of statements for a slice of a thousand. The
/// answers are in the order of `customers`.
///
/// # Errors
/// As [`create`]; a reference that comes twice is taken too.
pub async fn create_many<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customers: &[NewCustomer],
    import: Option<ImportId>,
) -> Result<Vec<CustomerId>, StoreError> {
    for new in customers {
        if let Some(fault) = new.file.faults().into_iter().next() {
            return Err(Refusal::from(fault).into());
        }
    }
    let none = domain::customer::CustomValues::new();
    desk::check(conn, customers.iter().map(|new| (&none, &new.file.custom))).await?;
    let references = references(conn, customers).await?;
    let mut made = Vec::with_capacity(customers.len());
    let mut rows = Rows::default();
    let mut points = Vec::with_capacity(customers.len());
    let mut told = Vec::with_capacity(customers.len());
    for (new, reference) in customers.iter().zip(&references) {
        let (id, party): (CustomerId, PartyId) = (context.id(), context.id());
        rows.take(context, id, party, reference, new);
        points.push((party, new.file.contact_points.as_slice()));
        told.push(
            NewEvent::new(EventKind::CustomerCreated, "customer", id)
                .of_customer(id)
                .of_party(party)
                .with(json!({ "import": import })),
        );
        made.push(id);
    }
    rows.write(conn).await?;
    point::link(conn, context, &points).await?;
    let desks: Vec<_> = made.iter().copied().zip(customers.iter().map(|new| &new.file)).collect();
    desk::write(conn, &desks, false).await?;
    event::record(conn, context, told).await?;
    search::note_changed(conn, context, points.iter().map(|(party, _)| *party)).await?;
    Ok(made)
}

/// The rows of a slice, gathered before they are written.
#[derive(Default)]
struct Rows {
    parties: Vec<party::ActiveModel>,
    customers: Vec<customer::ActiveModel>,
    addresses: Vec<address::ActiveModel>,
    identifiers: Vec<identifier::ActiveModel>,
}

impl Rows {
    fn take(
        &mut self,
        context: &Context,
        id: CustomerId,
        party: PartyId,
        reference: &Reference,
        new: &NewCustomer,
    ) {
        self.parties.push(row::party(context, party, &new.file));
        self.customers.push(row::customer(context, id, party, reference, &new.file));
        // The newest address is the first of the file, so the first gets the last id.
        for address in new.file.addresses.iter().rev() {
            self.addresses.push(row::address(context, context.id(), party, address, &[]));
        }
        for identifier in &new.file.identifiers {
            self.identifiers.push(row::identifier(context.id(), party, identifier));
        }
    }

    async fn write<C: ConnectionTrait>(self, conn: &C) -> Result<(), StoreError> {
        insert_all(conn, self.parties).await?;
        insert_all(conn, self.customers).await?;
        insert_all(conn, self.addresses).await?;
        insert_all(conn, self.identifiers).await
    }
}

/// The reference of each customer; a missing one is the next number that nobody uses.
async fn references<C: ConnectionTrait>(
    conn: &C,
    customers: &[NewCustomer],
) -> Result<Vec<Reference>, StoreError> {
    let missing = customers.iter().filter(|new| new.reference.is_none()).count();
    let mut numbered = numbered(conn, missing).await?.into_iter();
    let given = |new: &NewCustomer| new.reference.clone().or_else(|| numbered.next());
    let references: Option<Vec<Reference>> = customers.iter().map(given).collect();
    references.ok_or_else(|| unreadable("counter", "no reference left"))
}

async fn numbered<C: ConnectionTrait>(
    conn: &C,
    count: usize,
) -> Result<Vec<Reference>, StoreError> {
    let mut free = Vec::with_capacity(count);
    while free.len() < count {
        let wanted = u32::try_from((count - free.len()).min(ROWS)).unwrap_or(1);
        let first = counter::reserve(conn, COUNTER, wanted).await?;
        let numbers = first..first.saturating_add(i64::from(wanted));
        let references: Result<Vec<Reference>, _> =
            numbers.map(|number| format!("C{number:06}").parse()).collect();
        let references = references.map_err(|why| unreadable("counter.value", why))?;
        let taken: HashSet<String> = customer::Entity::find()
            .select_only()
            .column(customer::Column::ReferenceKey)
            .filter(customer::Column::ReferenceKey.is_in(references.iter().map(Reference::key)))
            .into_tuple::<String>()
            .all(conn)
            .await?
            .into_iter()
            .collect();
        free.extend(references.into_iter().filter(|reference| !taken.contains(&reference.key())));
    }
    Ok(free)
}
