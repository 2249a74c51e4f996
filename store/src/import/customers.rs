//! Rows of customers: judged against what is stored, and applied.

use std::collections::HashMap;

use domain::context::Context;
use domain::customer::NewCustomer;
use domain::id::ImportId;
use domain::import::{
    CustomerRow, CustomerVerdict, Field, Reading, RowFault, Verdict, judge_customer,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::apply::Applied;
use super::stage::{Judged, Staged};
use crate::customer::{
    Changed, CustomerRecord, change_many, create_many, find_by_reference, lock_by_reference,
};
use crate::error::StoreError;
use crate::sql::unreadable;

type Known = HashMap<String, CustomerRecord>;

async fn known<C: ConnectionTrait>(
    conn: &C,
    rows: &[(i32, CustomerRow)],
) -> Result<Known, StoreError> {
    let keys: Vec<String> = rows.iter().map(|(_, row)| row.reference.key()).collect();
    let found = find_by_reference(conn, &keys).await?;
    Ok(found.into_iter().map(|record| (record.reference.key(), record)).collect())
}

fn verdict(row: &CustomerRow, known: &Known, reading: &Reading) -> CustomerVerdict {
    let known = known.get(&row.reference.key());
    if known.is_some_and(|record| record.deleted_at.is_some()) {
        let fault = RowFault::of(Field::Reference, "customer_deleted", row.reference.as_str());
        return CustomerVerdict::Fault(vec![fault]);
    }
    judge_customer(row, known.map(|record| &record.file), reading.currency)
}

/// The verdicts on rows of a page.
pub(super) async fn judge<C: ConnectionTrait>(
    conn: &C,
    reading: &Reading,
    rows: Vec<(i32, CustomerRow)>,
) -> Result<Vec<Judged>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let known = known(conn, &rows).await?;
    rows.into_iter()
        .map(|(line, row)| {
            let (verdict, changed) = match verdict(&row, &known, reading) {
                CustomerVerdict::Create(_) => (Verdict::Create, Vec::new()),
                CustomerVerdict::Unchanged => (Verdict::Unchanged, Vec::new()),
                CustomerVerdict::Update(_, fields) => (Verdict::Update, codes(&fields)),
                CustomerVerdict::Fault(faults) => {
                    return Ok(Judged::fault(line, json!({}), faults));
                }
            };
            let changed = changed.into_iter().map(str::to_owned).collect();
            let staged = Staged { key: row.reference.key(), row, changed };
            let source = serde_json::to_value(&staged);
            let source = source.map_err(|why| unreadable("import_row.source", why))?;
            Ok(Judged { line, verdict, source, faults: Vec::new() })
        })
        .collect()
}

fn codes(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.code()).collect()
}

/// Applies rows of a page, judged again by what is stored now.
pub(super) async fn apply<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    import: ImportId,
    reading: &Reading,
    rows: Vec<(i32, CustomerRow)>,
) -> Result<Applied, StoreError> {
    let keys: Vec<String> = rows.iter().map(|(_, row)| row.reference.key()).collect();
    lock_by_reference(conn, &keys).await?;
    let known = known(conn, &rows).await?;
    let mut applied = Applied::default();
    let (mut new_lines, mut new) = (Vec::new(), Vec::new());
    let mut changes = Vec::new();
    for (line, row) in rows {
        let record = known.get(&row.reference.key());
        let id = record.map(|record| Uuid::from(record.id));
        match (verdict(&row, &known, reading), record) {
            (CustomerVerdict::Create(file), _) => {
                new_lines.push(line);
                new.push(NewCustomer { reference: Some(row.reference), file: *file });
            }
            (CustomerVerdict::Update(file, fields), Some(before)) => {
                changes.push(Changed { before, after: *file, fields: codes(&fields) });
                applied.done.push((line, id));
            }
            (CustomerVerdict::Fault(faults), _) => applied.faults.push((line, faults)),
            (CustomerVerdict::Unchanged | CustomerVerdict::Update(..), _) => {
                applied.done.push((line, id));
            }
        }
    }
    change_many(conn, context, &changes, Some(import)).await?;
    let made = create_many(conn, context, &new, Some(import)).await?;
    applied.done.extend(new_lines.into_iter().zip(made.into_iter().map(|id| Some(id.0))));
    Ok(applied)
}
