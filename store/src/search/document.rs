//! What can be searched of parties: as the file has it, two or three statements for a set, and as it was last
//! posted, one.

use std::collections::HashMap;

use domain::search::{Document, FoundKind};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::filter::FindFilter;
use super::parts;
use crate::error::StoreError;
use crate::sql::{ROWS, unreadable};
use crate::statement::Parts;

/// A party that can be found, and the customer that it is or to whom it belongs.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) document: Document,
    pub(super) kind: FoundKind,
    pub(super) customer: Option<Uuid>,
    pub(super) reference: Option<String>,
    /// Whether it is of those that are wanted.
    pub(super) passes: bool,
}

#[derive(FromQueryResult)]
struct PartyRow {
    id: Uuid,
    parent_id: Option<Uuid>,
    kind: String,
    name: String,
    customer_id: Option<Uuid>,
    reference: Option<String>,
    reference_key: Option<String>,
    gone: bool,
    passes: bool,
}

/// Those of `parties` that can be found: not deleted, not merged into another, not a customer that was
/// deleted nor a person or an establishment of one.
pub(super) async fn load<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    filter: &FindFilter,
) -> Result<HashMap<Uuid, Shown>, StoreError> {
    let mut shown = HashMap::with_capacity(parties.len());
    // No chunk is empty: a list without rows is no statement.
    for parties in parties.chunks(ROWS) {
        load_parties(conn, parties, filter, &mut shown).await?;
        parts::load(conn, parties, &mut shown).await?;
    }
    Ok(shown)
}

#[derive(FromQueryResult)]
struct DocumentRow {
    kind: String,
    customer_id: Option<Uuid>,
    reference: Option<String>,
    document: serde_json::Value,
    passes: bool,
}

/// Those of `parties` that were posted, as they were then.
pub(super) async fn posted<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    filter: &FindFilter,
) -> Result<HashMap<Uuid, Shown>, StoreError> {
    let mut shown = HashMap::with_capacity(parties.len());
    for parties in parties.chunks(ROWS) {
        let mut sql = wanted(parties);
        sql.push("select d.kind, d.customer_id, d.reference, d.document, ");
        filter.passes(&mut sql, "d.party_id", "d.customer_id");
        sql.push(" as passes from wanted w cross join search_document d where d.party_id = w.id");
        for row in DocumentRow::find_by_statement(sql.on(conn)).all(conn).await? {
            let document: Document = serde_json::from_value(row.document)
                .map_err(|why| unreadable("search_document.document", why))?;
            let kind = row.kind.parse().map_err(|why| unreadable("search_document.kind", why))?;
            let (customer, reference, passes) = (row.customer_id, row.reference, row.passes);
            shown.insert(document.id, Shown { document, kind, customer, reference, passes });
        }
    }
    Ok(shown)
}

/// Keeps what is shown now of `parties`, and nothing of those that are not any more.
pub(super) async fn keep<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    shown: &HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    for parties in parties.chunks(ROWS) {
        let gone: Vec<Uuid> =
            parties.iter().copied().filter(|party| !shown.contains_key(party)).collect();
        if !gone.is_empty() {
            let mut sql = Parts::default();
            sql.push("delete from search_document where party_id in ");
            sql.list(gone);
            conn.execute_raw(sql.on(conn)).await?;
        }
        let mut sql = Parts::default();
        for shown in parties.iter().filter_map(|party| shown.get(party)) {
            sql.push(if sql.is_empty() {
                "insert into search_document (party_id, kind, customer_id, reference, document)
                 values ("
            } else {
                "), ("
            });
            sql.bind(shown.document.id);
            sql.push(", ");
            sql.bind(shown.kind.code());
            sql.push(", ");
            sql.bind(shown.customer);
            sql.push(", ");
            sql.bind(shown.reference.clone());
            sql.push(", ");
            let document = serde_json::to_value(&shown.document);
            sql.bind(document.map_err(|why| unreadable("search_document.document", why))?);
        }
        if !sql.is_empty() {
            sql.push(
                ") on conflict (party_id) do update set kind = excluded.kind,
                   customer_id = excluded.customer_id, reference = excluded.reference,
                   document = excluded.document",
            );
            conn.execute_raw(sql.on(conn)).await?;
        }
    }
    Ok(())
}

/// The ids as rows to begin with, each of which is looked up: SQLite joins in the order that is written, and
/// PostgreSQL would weigh each of a list at every place where the list stands.
pub(super) fn wanted(parties: &[Uuid]) -> Parts {
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
    filter: &FindFilter,
    shown: &mut HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    let mut sql = wanted(parties);
    sql.push(
        "select p.id, p.parent_id, p.kind, p.name, c.id as customer_id, c.reference,
                c.reference_key, (c.deleted_at is not null) as gone, ",
    );
    filter.passes(&mut sql, "p.id", "c.id");
    sql.push(
        " as passes
         from wanted w cross join party p
         left join customer c on c.party_id = coalesce(p.parent_id, p.id)
         where p.id = w.id and p.deleted_at is null and p.merged_into is null
         order by p.id, gone, c.id",
    );
    for row in PartyRow::find_by_statement(sql.on(conn)).all(conn).await? {
        if row.gone {
            continue;
        }
        // A person or an establishment leads to its customer, and is none itself.
        let itself = row.parent_id.is_none();
        let kind = match row.customer_id {
            Some(_) if itself => FoundKind::Customer,
            _ => row.kind.parse().map_err(|why| unreadable("party.kind", why))?,
        };
        // The oldest customer of a party is the one that is shown.
        let entry = shown.entry(row.id).or_insert_with(|| Shown {
            document: Document { id: row.id, name: row.name, ..Document::default() },
            kind,
            customer: row.customer_id,
            reference: row.reference,
            passes: false,
        });
        entry.passes |= row.passes;
        entry.document.references.extend(row.reference_key.filter(|_| itself));
    }
    Ok(())
}
