//! What is stored of parties, by what can be searched of it: two statements for a set.

use std::collections::HashMap;

use domain::search::{Document, FoundKind};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{ROWS, unreadable};
use crate::statement::Parts;

/// A party that can be found.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) document: Document,
    pub(super) kind: FoundKind,
    pub(super) customer: Option<Uuid>,
    pub(super) reference: Option<String>,
}

#[derive(FromQueryResult)]
struct PartyRow {
    id: Uuid,
    kind: String,
    name: String,
    customer_id: Option<Uuid>,
    reference: Option<String>,
    reference_key: Option<String>,
    gone: bool,
}

#[derive(FromQueryResult)]
struct PartRow {
    party_id: Uuid,
    kind: String,
    value: String,
}

/// Those of `parties` that can be found: not deleted, not merged into another, not a customer that was
/// deleted.
pub(super) async fn load<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
) -> Result<HashMap<Uuid, Shown>, StoreError> {
    let mut shown = HashMap::with_capacity(parties.len());
    // No chunk is empty: a list without rows is no statement.
    for parties in parties.chunks(ROWS) {
        load_parties(conn, parties, &mut shown).await?;
        load_parts(conn, parties, &mut shown).await?;
    }
    Ok(shown)
}

/// The ids as rows to begin with, each of which is looked up: SQLite joins in the order that is written, and
/// PostgreSQL would weigh each of a list at every place where the list stands.
fn wanted(parties: &[Uuid]) -> Parts {
    let mut sql = Parts::default();
    sql.push("with wanted (id) as (values ");
    for (place, party) in parties.iter().enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.bind(*party);
        sql.push(")");
    }
    sql.push(") ");
    sql
}

async fn load_parties<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    shown: &mut HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    let mut sql = wanted(parties);
    sql.push(
        "select p.id, p.kind, p.name, c.id as customer_id, c.reference, c.reference_key,
                (c.deleted_at is not null) as gone
         from wanted w cross join party p left join customer c on c.party_id = p.id
         where p.id = w.id and p.deleted_at is null and p.merged_into is null
         order by p.id, gone, c.id",
    );
    for row in PartyRow::find_by_statement(sql.on(conn)).all(conn).await? {
        if row.gone {
            continue;
        }
        let kind = match row.customer_id {
            Some(_) => FoundKind::Customer,
            None => row.kind.parse().map_err(|why| unreadable("party.kind", why))?,
        };
        // The oldest customer of a party is the one that is shown.
        let entry = shown.entry(row.id).or_insert_with(|| Shown {
            document: Document { id: row.id, name: row.name, ..Document::default() },
            kind,
            customer: row.customer_id,
            reference: row.reference,
        });
        entry.document.references.extend(row.reference_key);
    }
    Ok(())
}

async fn load_parts<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    shown: &mut HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    let mut sql = wanted(parties);
    sql.push(
        "select w.id as party_id, 'city' as kind, a.city as value
             from wanted w cross join address a where a.party_id = w.id
         union all select w.id, 'postal_code', a.postal_code
             from wanted w cross join address a where a.party_id = w.id
         union all select w.id, i.kind, i.value
             from wanted w cross join identifier i where i.party_id = w.id
         union all select w.id, p.kind, p.value_key
             from wanted w cross join party_contact_point r cross join contact_point p
             where r.party_id = w.id and p.id = r.contact_point_id",
    );
    for row in PartRow::find_by_statement(sql.on(conn)).all(conn).await? {
        let Some(Shown { document, .. }) = shown.get_mut(&row.party_id) else { continue };
        match row.kind.as_str() {
            "city" => document.cities.push(row.value),
            "postal_code" => document.postal_codes.push(row.value),
            "email" => document.emails.push(row.value),
            "phone" => document.phones.push(row.value),
            _ => document.identifiers.push(row.value),
        }
    }
    Ok(())
}
