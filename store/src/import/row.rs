//! The rows of an import as people look at them: what each does, and why it does not.

use std::collections::HashMap;

use domain::id::{CustomerId, ImportId};
use domain::import::Verdict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use super::notice::{self, NoticeRecord};
use super::record::RowFaultRecord;
use crate::entity::{customer, import_duplicate, import_fault, import_row};
use crate::error::StoreError;
use crate::sql::{ROWS, unreadable};

/// A row of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRecord {
    /// Line of the file.
    pub line: i32,
    /// What it does.
    pub verdict: Verdict,
    /// The reference or the number of the invoice, as the file writes it.
    pub reference: Option<String>,
    /// What it made or changed, says again or would double; of an import of customers a customer.
    pub object: Option<Uuid>,
    /// The reference of that customer, while it is there.
    pub object_reference: Option<String>,
    /// The line above that it would double.
    pub other_line: Option<i32>,
    /// Why it does nothing, a stable code; none for a row that does something.
    pub reason: Option<String>,
    /// The codes of the fields that change.
    pub fields: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<RowFaultRecord>,
    /// What it is told beside its verdict.
    pub notices: Vec<NoticeRecord>,
}

/// The next `limit` rows of an import after a line, at most a thousand.
///
/// # Errors
/// When the database cannot be read.
pub async fn rows<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    after: i32,
    limit: u64,
) -> Result<Vec<RowRecord>, StoreError> {
    let found = import_row::Entity::find()
        .filter(import_row::Column::ImportId.eq(id.0))
        .filter(import_row::Column::Line.gt(after))
        .order_by_asc(import_row::Column::Line)
        .limit(limit.clamp(1, u64::try_from(ROWS).unwrap_or(1)))
        .all(conn)
        .await?;
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Ok(Vec::new()) };
    let (first, last) = (first.line, last.line);
    let doubled = import_duplicate::Entity::find()
        .filter(import_duplicate::Column::ImportId.eq(id.0))
        .filter(import_duplicate::Column::Line.between(first, last))
        .all(conn)
        .await?;
    let mut doubled: HashMap<i32, import_duplicate::Model> =
        doubled.into_iter().map(|row| (row.line, row)).collect();
    let mut faults = faults(conn, id, first, last).await?;
    let mut notices = notice::of_lines(conn, id, first, last).await?;
    let references = references(conn, &found, &doubled).await?;
    found
        .into_iter()
        .map(|row| {
            let verdict: Verdict =
                row.verdict.parse().map_err(|why| unreadable("import_row.verdict", why))?;
            let doubled = doubled.remove(&row.line);
            let object = doubled.as_ref().and_then(|row| row.customer_id).or(row.object_id);
            let faults = faults.remove(&row.line).unwrap_or_default();
            let reason = match verdict {
                Verdict::Create | Verdict::Update => None,
                Verdict::Unchanged => Some("unchanged".to_owned()),
                Verdict::Duplicate => doubled.as_ref().map(|row| row.reason.clone()),
                Verdict::Fault => faults.first().map(|fault| fault.code.clone()),
            };
            Ok(RowRecord {
                line: row.line,
                verdict,
                reference: said(&row.source),
                object,
                object_reference: object.and_then(|id| references.get(&id).cloned()),
                other_line: doubled.and_then(|row| row.other_line),
                reason,
                fields: fields(&row.source),
                faults,
                notices: notices.remove(&row.line).unwrap_or_default(),
            })
        })
        .collect()
}

/// A row that would double a customer, or a row above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DuplicateRecord {
    /// Line of the file.
    pub line: i32,
    /// Stable code.
    pub reason: String,
    /// The reference of the customer that is there.
    pub customer: Option<String>,
    /// The line above.
    pub other_line: Option<i32>,
}

/// The first `limit` rows of an import that would double something, by line.
///
/// # Errors
/// When the database cannot be read.
pub async fn duplicates<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    limit: u64,
) -> Result<Vec<DuplicateRecord>, StoreError> {
    let rows = import_duplicate::Entity::find()
        .filter(import_duplicate::Column::ImportId.eq(id.0))
        .order_by_asc(import_duplicate::Column::Line)
        .limit(limit)
        .all(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.customer_id).collect();
    let references = of_customers(conn, &ids).await?;
    let record = |row: import_duplicate::Model| DuplicateRecord {
        line: row.line,
        reason: row.reason,
        customer: row.customer_id.and_then(|id| references.get(&id).cloned()),
        other_line: row.other_line,
    };
    Ok(rows.into_iter().map(record).collect())
}

async fn faults<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    first: i32,
    last: i32,
) -> Result<HashMap<i32, Vec<RowFaultRecord>>, StoreError> {
    let rows = import_fault::Entity::find()
        .filter(import_fault::Column::ImportId.eq(id.0))
        .filter(import_fault::Column::Line.between(first, last))
        .order_by_asc(import_fault::Column::Line)
        .order_by_asc(import_fault::Column::ColumnName)
        .order_by_asc(import_fault::Column::Code)
        .all(conn)
        .await?;
    let mut faults: HashMap<i32, Vec<RowFaultRecord>> = HashMap::new();
    for row in rows {
        faults.entry(row.line).or_default().push(RowFaultRecord {
            line: row.line,
            column: row.column_name,
            code: row.code,
            value: row.value_masked,
        });
    }
    Ok(faults)
}

/// The references of the customers that rows name.
async fn references<C: ConnectionTrait>(
    conn: &C,
    rows: &[import_row::Model],
    doubled: &HashMap<i32, import_duplicate::Model>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|row| row.object_id).collect();
    ids.extend(doubled.values().filter_map(|row| row.customer_id));
    of_customers(conn, &ids).await
}

async fn of_customers<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, String>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ROWS) {
        let rows: Vec<(Uuid, String)> = customer::Entity::find()
            .select_only()
            .column(customer::Column::Id)
            .column(customer::Column::Reference)
            .filter(customer::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

fn said(source: &serde_json::Value) -> Option<String> {
    let said = source.pointer("/row/reference").filter(|value| !value.is_null());
    said.or(source.pointer("/row/number")).and_then(|value| value.as_str()).map(str::to_owned)
}

fn fields(source: &serde_json::Value) -> Vec<String> {
    let fields = source.get("changed").and_then(|fields| fields.as_array());
    let fields = fields.map(|fields| fields.iter().filter_map(|field| field.as_str()));
    fields.map(|fields| fields.map(str::to_owned).collect()).unwrap_or_default()
}

/// The customer that a row of an import of customers names.
impl RowRecord {
    /// What it made or changed, as a customer.
    #[must_use]
    pub fn customer(&self) -> Option<CustomerId> {
        self.object.map(Into::into)
    }
}
