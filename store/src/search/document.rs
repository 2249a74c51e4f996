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
    for parties in parties.chunks(ROWS) {
        load_parties(conn, parties, &mut shown).await?;
        load_parts(conn, parties, &mut shown).await?;
    }
    Ok(shown)
}

async fn load_parties<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    shown: &mut HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    let mut sql = Parts::default();
    sql.push(
        "select p.id, p.kind, p.name, c.id as customer_id, c.reference, c.reference_key,
                (c.deleted_at is not null) as gone
         from party p left join customer c on c.party_id = p.id
         where p.deleted_at is null and p.merged_into is null and p.id in ",
    );
    sql.list(parties.iter().copied());
    sql.push(" order by p.id, gone, c.id");
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
    let mut sql = Parts::default();
    sql.push("select party_id, 'city' as kind, city as value from address where party_id in ");
    let list = sql.list(parties.iter().copied());
    sql.push(&format!(
        " union all select party_id, 'postal_code', postal_code from address where party_id in {list}
          union all select party_id, kind, value from identifier where party_id in {list}
          union all select r.party_id, p.kind, p.value_key
              from party_contact_point r join contact_point p on p.id = r.contact_point_id
              where r.party_id in {list}"
    ));
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
