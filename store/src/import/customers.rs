//! Rows of customers: judged against what is stored, and applied.

use domain::context::Context;
use domain::customer::NewCustomer;
use domain::id::{CustomerId, ImportId};
use domain::import::{
    CustomerRow, CustomerVerdict, Field, Reading, RowFault, Verdict, judge_customer,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::apply::Applied;
use super::image;
use super::known_customers::{Known, Meant};
use super::stage::{Doubled, Judged, Staged};
use crate::customer::{Changed, CustomerRecord, change_many, create_many, lock};
use crate::error::StoreError;
use crate::sql::unreadable;

/// What a row does by what is known, and to whom.
enum Judgement<'a> {
    Of(CustomerVerdict, Option<&'a CustomerRecord>),
    /// A merged customer leads to its survivor, whose file a person put together: it is not overwritten.
    Merged(CustomerId),
    Doubles(&'static str, CustomerId),
}

fn judgement<'a>(row: &CustomerRow, known: &'a Known, reading: &Reading) -> Judgement<'a> {
    match known.meant(row) {
        Meant::Nobody => Judgement::Of(judge_customer(row, None, reading.currency), None),
        Meant::Known(record) if record.deleted_at.is_some() => {
            let fault =
                RowFault::of(Field::Reference, "customer_deleted", record.reference.as_str());
            Judgement::Of(CustomerVerdict::Fault(vec![fault]), None)
        }
        Meant::Known(record) => {
            let verdict = judge_customer(row, Some(&record.file), reading.currency);
            Judgement::Of(verdict, Some(record))
        }
        Meant::Merged(survivor) => Judgement::Merged(survivor),
        Meant::Doubled(same) => Judgement::Doubles(same.reason(), same.customer),
    }
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
    let known = Known::load(conn, &rows).await?;
    rows.into_iter()
        .map(|(line, row)| {
            let mut judged = match judgement(&row, &known, reading) {
                Judgement::Of(CustomerVerdict::Fault(faults), _) => {
                    return Ok(Judged::fault(line, json!({}), faults));
                }
                Judgement::Of(verdict, record) => {
                    let (verdict, changed) = match verdict {
                        CustomerVerdict::Create(_) => (Verdict::Create, Vec::new()),
                        CustomerVerdict::Update(_, fields) => (Verdict::Update, codes(&fields)),
                        _ => (Verdict::Unchanged, Vec::new()),
                    };
                    let object = record.map(|record| record.id.0);
                    Judged { object, ..Judged::new(line, verdict, staged(row, changed)?) }
                }
                Judgement::Merged(survivor) => Judged {
                    object: Some(survivor.0),
                    ..Judged::new(line, Verdict::Unchanged, staged(row, Vec::new())?)
                },
                Judgement::Doubles(reason, customer) => {
                    let doubles = Doubled { line, reason, customer: Some(customer), other: None };
                    let source = staged(row, Vec::new())?;
                    Judged {
                        doubles: Some(doubles),
                        ..Judged::new(line, Verdict::Duplicate, source)
                    }
                }
            };
            if let Some(doubles) = &judged.doubles {
                judged.object = doubles.customer.map(Uuid::from);
            }
            Ok(judged)
        })
        .collect()
}

fn staged(row: CustomerRow, changed: Vec<&'static str>) -> Result<serde_json::Value, StoreError> {
    let key = row.reference.as_ref().map(|reference| reference.key()).unwrap_or_default();
    let changed = changed.into_iter().map(str::to_owned).collect();
    let source = serde_json::to_value(Staged { key, row, changed });
    source.map_err(|why| unreadable("import_row.source", why))
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
    rows: Vec<(i32, Verdict, CustomerRow)>,
) -> Result<Applied, StoreError> {
    let planned: Vec<(i32, Verdict)> = rows.iter().map(|(line, of, _)| (*line, *of)).collect();
    let rows: Vec<(i32, CustomerRow)> =
        rows.into_iter().map(|(line, _, row)| (line, row)).collect();
    let known = Known::load(conn, &rows).await?;
    let ids: Vec<CustomerId> = known.ids().collect();
    lock(conn, &ids).await?;
    // Read again under the lock: what was read before it may have changed while it was waited for.
    let known = if ids.is_empty() { known } else { Known::load(conn, &rows).await? };
    let mut applied = Applied::default();
    let (mut new_lines, mut new) = (Vec::new(), Vec::new());
    let mut changes = Vec::new();
    let mut changed_lines = Vec::new();
    for ((line, row), (_, planned)) in rows.into_iter().zip(planned) {
        let now = match judgement(&row, &known, reading) {
            Judgement::Of(CustomerVerdict::Create(file), _) => {
                new_lines.push(line);
                new.push(NewCustomer { reference: row.reference, file: *file });
                Verdict::Create
            }
            Judgement::Of(CustomerVerdict::Update(file, fields), Some(before)) => {
                changed_lines.push((line, before.id));
                changes.push(Changed { before, after: *file, fields: codes(&fields) });
                applied.done.push((line, Some(before.id.0)));
                Verdict::Update
            }
            Judgement::Of(CustomerVerdict::Fault(faults), _) => {
                applied.faults.push((line, faults));
                continue;
            }
            Judgement::Of(_, record) => {
                applied.done.push((line, record.map(|record| record.id.0)));
                Verdict::Unchanged
            }
            Judgement::Merged(survivor) => {
                applied.done.push((line, Some(survivor.0)));
                Verdict::Unchanged
            }
            Judgement::Doubles(reason, customer) => {
                let customer = Some(customer);
                applied.doubled.push(Doubled { line, reason, customer, other: None });
                continue;
            }
        };
        if now != planned {
            applied.otherwise.push((line, now));
        }
    }
    image::keep(conn, import, &changed_lines).await?;
    change_many(conn, context, &changes, Some(import)).await?;
    let made = create_many(conn, context, &new, Some(import)).await?;
    applied.done.extend(new_lines.into_iter().zip(made.into_iter().map(|id| Some(id.0))));
    Ok(applied)
}
