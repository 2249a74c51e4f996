//! What happened since to the customers that an import made or changed. The timeline tells it: every
//! change of anything about a customer appends to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::id::{CustomerId, ImportId};
use domain::import::depends_on;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, raw_sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::customer::find;
use crate::entity::import_revert;
use crate::error::StoreError;
use crate::sql::on;

/// What stands against undoing an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependant {
    /// The customer.
    pub customer: CustomerId,
    /// Its reference.
    pub reference: String,
    /// What is newer, a code of [`domain::import::DEPENDANTS`].
    pub what: String,
    /// How many of them.
    pub count: u64,
}

/// A customer of an import, and when the import made or changed it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Touched {
    pub(super) customer: CustomerId,
    pub(super) at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    customer: Uuid,
    at: DateTime<Utc>,
    kind: String,
    import: Option<String>,
}

/// What is newer than the import about these customers, at most a page of them. What another import
/// did does not count when it was undone itself.
pub(super) async fn newer<C: ConnectionTrait>(
    conn: &C,
    import: ImportId,
    touched: &[Touched],
) -> Result<Vec<Dependant>, StoreError> {
    let since: HashMap<Uuid, DateTime<Utc>> =
        touched.iter().map(|touched| (touched.customer.0, touched.at)).collect();
    let Some(from) = since.values().min().copied() else { return Ok(Vec::new()) };
    let ids: Vec<Uuid> = since.keys().copied().collect();
    let mut rows = of_customers(conn, &ids, from).await?;
    rows.extend(of_parties(conn, &ids, from).await?);
    rows.extend(linked(conn, &ids, from).await?);
    let own = import.0.to_string();
    rows.retain(|row| {
        row.import.as_ref() != Some(&own)
            && since.get(&row.customer).is_some_and(|at| row.at >= *at)
    });
    let undone = undone(conn, &rows).await?;
    let mut counts: BTreeMap<(Uuid, &'static str), u64> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.import.as_ref().is_some_and(|id| undone.contains(id)))
    {
        *counts.entry((row.customer, depends_on(&row.kind))).or_default() += 1;
    }
    let customers: BTreeSet<Uuid> = counts.keys().map(|(customer, _)| *customer).collect();
    let customers: Vec<CustomerId> = customers.into_iter().map(Into::into).collect();
    let references: HashMap<Uuid, String> = find(conn, &customers)
        .await?
        .into_iter()
        .map(|record| (record.id.0, record.reference.as_str().to_owned()))
        .collect();
    Ok(counts
        .into_iter()
        .map(|((customer, what), count)| Dependant {
            customer: customer.into(),
            reference: references.get(&customer).cloned().unwrap_or_default(),
            what: what.to_owned(),
            count,
        })
        .collect())
}

async fn of_customers<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
    from: DateTime<Utc>,
) -> Result<Vec<Row>, StoreError> {
    let statement = raw_sql!(
        Postgres,
        r#"SELECT e.customer_id AS customer, e.at, e.kind, e.data ->> 'import' AS import
           FROM event e WHERE e.customer_id IN ({..ids}) AND e.at >= {from}"#
    );
    Ok(Row::find_by_statement(on(conn, statement)).all(conn).await?)
}

/// What was told of the party alone.
async fn of_parties<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
    from: DateTime<Utc>,
) -> Result<Vec<Row>, StoreError> {
    let statement = raw_sql!(
        Postgres,
        r#"SELECT c.id AS customer, e.at, e.kind, e.data ->> 'import' AS import
           FROM customer c JOIN event e ON e.party_id = c.party_id
           WHERE c.id IN ({..ids}) AND e.customer_id IS NULL AND e.at >= {from}"#
    );
    Ok(Row::find_by_statement(on(conn, statement)).all(conn).await?)
}

/// What was told of somebody else and stands on the timeline of these customers too.
async fn linked<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
    from: DateTime<Utc>,
) -> Result<Vec<Row>, StoreError> {
    let statement = raw_sql!(
        Postgres,
        r#"SELECT l.object_id AS customer, e.at, e.kind, e.data ->> 'import' AS import
           FROM event_link l JOIN event e ON e.id = l.event_id
           WHERE l.object_id IN ({..ids}) AND e.at >= {from}"#
    );
    Ok(Row::find_by_statement(on(conn, statement)).all(conn).await?)
}

/// Those of the imports that rows name which were undone.
async fn undone<C: ConnectionTrait>(
    conn: &C,
    rows: &[Row],
) -> Result<BTreeSet<String>, StoreError> {
    let imports = rows.iter().filter_map(|row| row.import.as_ref());
    let imports: BTreeSet<Uuid> = imports.filter_map(|id| id.parse().ok()).collect();
    if imports.is_empty() {
        return Ok(BTreeSet::new());
    }
    let found = import_revert::Entity::find()
        .filter(import_revert::Column::ImportId.is_in(imports))
        .filter(import_revert::Column::State.eq("reverted"))
        .all(conn)
        .await?;
    Ok(found.into_iter().map(|row| row.import_id.to_string()).collect())
}
