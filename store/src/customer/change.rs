//! Changes of customers: the difference between the file that is stored and the file that shall be.

use domain::context::Context;
use domain::customer::{CustomerFile, IdentifierKind};
use domain::event::{EventKind, NewEvent};
use domain::id::{CustomerId, ImportId};
use sea_orm::sea_query::Value;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use serde_json::json;
use uuid::Uuid;

use super::record::{self, CustomerRecord};
use super::{desk, difference, point, row};
use crate::db::{Db, Write};
use crate::entity::{address, identifier, party_contact_point};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::many::insert_all;
use crate::search;
use crate::sql::ROWS;

/// A stored customer and the file that it shall have.
#[derive(Debug, Clone)]
pub struct Changed<'a> {
    /// As it is stored, read in the same transaction.
    pub before: &'a CustomerRecord,
    /// As it shall be.
    pub after: CustomerFile,
    /// The names of what changes, for the timeline.
    pub fields: Vec<&'static str>,
}

/// Changes one customer whose version is still `expected`, and answers the new version.
///
/// # Errors
/// [`StoreError::Stale`] when the version is another; [`StoreError::Refused`] with the code of a
/// [`domain::customer::CustomerFault`]; [`StoreError::NotFound`] when it is not there.
pub async fn update(
    db: &Db,
    context: &Context,
    id: CustomerId,
    expected: i32,
    change: impl FnOnce(&mut CustomerFile),
    idempotency: Option<&Idempotency>,
) -> Result<i32, StoreError> {
    idempotency::once(db, context, idempotency, async |txn: &Write| {
        update_in(txn, context, id, expected, change).await
    })
    .await
}

/// [`update`] within a transaction.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    txn: &Write,
    context: &Context,
    id: CustomerId,
    expected: i32,
    change: impl FnOnce(&mut CustomerFile),
) -> Result<i32, StoreError> {
    record::lock(&**txn, &[id]).await?;
    let before = record::get(&**txn, id).await?;
    if before.version != expected {
        return Err(StoreError::Stale);
    }
    let mut after = before.file.clone();
    change(&mut after);
    let fields = differing(&before.file, &after);
    if fields.is_empty() {
        return Ok(expected);
    }
    let changed = Changed { before: &before, after, fields };
    change_many(&**txn, context, &[changed], None).await?;
    Ok(expected + 1)
}

/// The names of the parts that differ.
fn differing(before: &CustomerFile, after: &CustomerFile) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("legal_class", before.legal_class != after.legal_class),
        ("language", before.language != after.language),
        ("currency", before.currency != after.currency),
        ("payment_terms", before.payment_terms != after.payment_terms),
        ("credit_limit", before.credit_limit != after.credit_limit),
        ("procedure", before.procedure != after.procedure),
        ("dunning_active", before.dunning_active != after.dunning_active),
        ("contact_points", before.contact_points != after.contact_points),
        ("addresses", before.addresses != after.addresses),
        ("identifiers", before.identifiers != after.identifiers),
        ("owner", before.owner != after.owner),
        ("tags", before.tags != after.tags),
        ("custom_fields", before.custom != after.custom),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

/// Changes customers, all or none: a bounded number of statements for a slice of a thousand. The
/// records were read, and on PostgreSQL locked, in this transaction.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::customer::CustomerFault`].
pub async fn change_many<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    changes: &[Changed<'_>],
    import: Option<ImportId>,
) -> Result<(), StoreError> {
    for change in changes {
        if let Some(fault) = change.after.faults().into_iter().next() {
            return Err(Refusal::from(fault).into());
        }
    }
    let custom = changes.iter().map(|change| (&change.before.file.custom, &change.after.custom));
    desk::check(conn, custom).await?;
    for changes in changes.chunks(ROWS) {
        write_party(conn, context, changes).await?;
        write_customer(conn, context, changes).await?;
        write_points(conn, context, changes).await?;
        write_addresses(conn, context, changes).await?;
        write_identifiers(conn, context, changes).await?;
        write_desk(conn, changes).await?;
        let told = changes.iter().map(|change| {
            NewEvent::new(EventKind::CustomerChanged, "customer", change.before.id)
                .of_customer(change.before.id)
                .of_party(change.before.party)
                .with(json!({ "fields": change.fields, "import": import }))
                .changing(difference::values(&change.before.file, &change.after))
        });
        event::record(conn, context, told.collect()).await?;
        let parties = changes.iter().map(|change| change.before.party);
        search::note_changed(conn, context, parties).await?;
    }
    Ok(())
}

async fn write_party<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    changes: &[Changed<'_>],
) -> Result<(), StoreError> {
    let shown = |file: &CustomerFile| (file.name.clone(), file.language, file.legal_class);
    let rows = changes.iter().filter(|change| shown(&change.before.file) != shown(&change.after));
    let rows = rows.map(|change| {
        let row = row::party(context, change.before.party, &change.after);
        [
            row.id.into_value(),
            row.kind.into_value(),
            row.name.into_value(),
            row.name_folded.into_value(),
            row.language.into_value(),
        ]
    });
    set(
        conn,
        "update party set kind = v.column2, name = v.column3, name_folded = v.column4,
                language = v.column5, version = party.version + 1, updated_at = $1",
        "party",
        context.now.into(),
        rows,
    )
    .await
}

async fn write_customer<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    changes: &[Changed<'_>],
) -> Result<(), StoreError> {
    let rows = changes.iter().map(|change| {
        let before = change.before;
        let row = row::customer(context, before.id, before.party, &before.reference, &change.after);
        [
            row.id.into_value(),
            row.legal_class.into_value(),
            row.payment_terms.into_value(),
            row.credit_limit.into_value(),
            row.currency.into_value(),
            row.procedure_id.into_value(),
            row.dunning_active.into_value(),
        ]
    });
    set(
        conn,
        "update customer set legal_class = v.column2, payment_terms = v.column3,
                credit_limit = v.column4, currency = v.column5, procedure_id = v.column6,
                dunning_active = v.column7, version = customer.version + 1, updated_at = $1",
        "customer",
        context.now.into(),
        rows,
    )
    .await
}

/// Runs `update ... from (values ...) as v` for rows that begin with the id.
pub(super) async fn set<C: ConnectionTrait, const N: usize>(
    conn: &C,
    update: &str,
    table: &str,
    now: Value,
    rows: impl Iterator<Item = [Option<Value>; N]>,
) -> Result<(), StoreError> {
    let mut values = vec![now];
    let mut list = String::new();
    for row in rows {
        list.push_str(if list.is_empty() { "(" } else { "), (" });
        for (place, value) in row.into_iter().enumerate() {
            values.extend(value);
            let comma = if place == 0 { "" } else { ", " };
            list.push_str(&format!("{comma}${}", values.len()));
        }
    }
    if list.is_empty() {
        return Ok(());
    }
    let sql = format!("{update} from (values {list})) as v where {table}.id = v.column1");
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    conn.execute_raw(statement).await?;
    Ok(())
}

async fn write_points<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    changes: &[Changed<'_>],
) -> Result<(), StoreError> {
    let differ =
        |change: &&Changed<'_>| change.before.file.contact_points != change.after.contact_points;
    let changed: Vec<&Changed<'_>> = changes.iter().filter(differ).collect();
    let parties: Vec<Uuid> = changed.iter().map(|change| change.before.party.0).collect();
    if parties.is_empty() {
        return Ok(());
    }
    let mut old: Vec<Uuid> =
        changed.iter().flat_map(|change| change.before.points.iter().map(|p| p.id.0)).collect();
    old.sort_unstable();
    old.dedup();
    for old in old.chunks(ROWS) {
        party_contact_point::Entity::delete_many()
            .filter(party_contact_point::Column::PartyId.is_in(parties.iter().copied()))
            .filter(party_contact_point::Column::ContactPointId.is_in(old.iter().copied()))
            .exec(conn)
            .await?;
    }
    let wanted: Vec<_> = changed
        .iter()
        .map(|change| (change.before.party, change.after.contact_points.as_slice()))
        .collect();
    point::link(conn, context, &wanted).await
}

/// An address that changes keeps its id, since a letter may be on its way to it; one that is not
/// of the file any more goes.
async fn write_addresses<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    changes: &[Changed<'_>],
) -> Result<(), StoreError> {
    let (mut gone, mut moved, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        let (party, known) = (change.before.party, &change.before.addresses);
        let mut stored: Vec<_> = known.iter().collect();
        let mut wanted: Vec<_> = change.after.addresses.iter().collect();
        wanted.retain(|wanted| {
            let same = stored.iter().position(|stored| stored.address == **wanted);
            same.map(|place| stored.remove(place)).is_none()
        });
        for wanted in wanted.into_iter().rev() {
            let same_role = stored.iter().position(|stored| stored.address.role == wanted.role);
            match same_role.map(|place| stored.remove(place)) {
                Some(stored) => moved.push(row::address(context, stored.id, party, wanted, known)),
                None => new.push(row::address(context, context.id(), party, wanted, known)),
            }
        }
        gone.extend(stored.iter().map(|stored| stored.id.0));
    }
    for gone in gone.chunks(ROWS) {
        let rows = address::Column::Id.is_in(gone.iter().copied());
        address::Entity::delete_many().filter(rows).exec(conn).await?;
    }
    let rows = moved.into_iter().map(|row| {
        [
            row.id.into_value(),
            row.lines.into_value(),
            row.street.into_value(),
            row.postal_code.into_value(),
            row.city.into_value(),
            row.country.into_value(),
            row.invalid_since.into_value(),
            row.invalid_reason.into_value(),
        ]
    });
    let update = "update address set lines = v.column2, street = v.column3,
                         postal_code = v.column4, city = v.column5, country = v.column6,
                         invalid_since = v.column7, invalid_reason = v.column8, created_at = $1";
    set(conn, update, "address", context.now.into(), rows).await?;
    insert_all(conn, new).await
}

async fn write_desk<C: ConnectionTrait>(
    conn: &C,
    changes: &[Changed<'_>],
) -> Result<(), StoreError> {
    let desk = |file: &CustomerFile| (file.owner, file.tags.clone(), file.custom.clone());
    let changed = changes.iter().filter(|change| desk(&change.before.file) != desk(&change.after));
    let changed: Vec<_> = changed.map(|change| (change.before.id, &change.after)).collect();
    desk::write(conn, &changed, true).await
}

async fn write_identifiers<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    changes: &[Changed<'_>],
) -> Result<(), StoreError> {
    let differ = |change: &&Changed<'_>| change.before.file.identifiers != change.after.identifiers;
    let changed: Vec<&Changed<'_>> = changes.iter().filter(differ).collect();
    let parties: Vec<Uuid> = changed.iter().map(|change| change.before.party.0).collect();
    if parties.is_empty() {
        return Ok(());
    }
    let old = identifier::Column::PartyId.is_in(parties);
    let kinds = IdentifierKind::ALL.map(IdentifierKind::code);
    let kinds = identifier::Column::Kind.is_in(kinds);
    identifier::Entity::delete_many().filter(old).filter(kinds).exec(conn).await?;
    let rows = changed.iter().flat_map(|change| {
        let numbers = change.after.identifiers.iter();
        numbers.map(|number| row::identifier(context.id(), change.before.party, number))
    });
    insert_all(conn, rows.collect()).await
}
