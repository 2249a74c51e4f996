//! Rows of customers: judged against what is stored, and applied.

use std::collections::HashMap;

use domain::context::Context;
use domain::customer::{CustomerFile, NewCustomer};
use domain::id::{CustomerId, ImportId};
use domain::import::{
    CustomerRow, CustomerVerdict, Field, ImportNotice, Reading, RowFault, Verdict, changed_own,
    judge_customer,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::apply::Applied;
use super::consents::{self, Speaker};
use super::image;
use super::known_customers::{Known, Meant};
use super::notice::NoticeRecord;
use super::stage::{Doubled, Judged, Staged};
use crate::customer::{Changed, CustomerRecord, change_many, create_many, lock};
use crate::db::Db;
use crate::error::StoreError;
use crate::sql::unreadable;
use crate::suppression::Fingerprints;

/// What a row does by what is known, and to whom.
enum Judgement<'a> {
    Of(CustomerVerdict, Option<&'a CustomerRecord>),
    /// A merged customer leads to its survivor, whose file a person put together: it is not overwritten.
    Merged(CustomerId),
    Doubles(&'static str, CustomerId),
}

fn judgement<'a>(row: &CustomerRow, known: &'a Known, reading: &Reading) -> Judgement<'a> {
    match known.meant(row) {
        Meant::Nobody => Judgement::Of(verdict(row, known, reading, None), None),
        Meant::Known(record) if record.deleted_at.is_some() => {
            let fault =
                RowFault::of(Field::Reference, "customer_deleted", record.reference.as_str());
            Judgement::Of(CustomerVerdict::Fault(vec![fault]), None)
        }
        Meant::Known(record) => {
            Judgement::Of(verdict(row, known, reading, Some(&record.file)), Some(record))
        }
        Meant::Merged(survivor) => Judgement::Merged(survivor),
        Meant::Doubled(same) => Judgement::Doubles(same.reason(), same.customer),
    }
}

fn verdict(
    row: &CustomerRow,
    known: &Known,
    reading: &Reading,
    before: Option<&CustomerFile>,
) -> CustomerVerdict {
    match known.named(row, reading, before) {
        Ok(owner) => judge_customer(row, before, reading.currency, owner),
        Err(faults) => CustomerVerdict::Fault(faults),
    }
}

/// What a row of a plan does.
#[derive(Default)]
struct Planned {
    verdict: Option<Verdict>,
    changed: Vec<String>,
    object: Option<Uuid>,
    faults: Vec<RowFault>,
    doubles: Option<Doubled>,
}

impl Planned {
    fn of(line: i32, judgement: Judgement<'_>) -> Self {
        match judgement {
            Judgement::Of(CustomerVerdict::Fault(faults), _) => Self { faults, ..Self::default() },
            Judgement::Of(verdict, record) => {
                let (verdict, changed) = match verdict {
                    CustomerVerdict::Create(_) => (Verdict::Create, Vec::new()),
                    CustomerVerdict::Update(file, fields) => {
                        let mut changed: Vec<String> =
                            fields.iter().map(|field| field.code().to_owned()).collect();
                        changed.extend(
                            record.iter().flat_map(|record| changed_own(&record.file, &file)),
                        );
                        (Verdict::Update, changed)
                    }
                    _ => (Verdict::Unchanged, Vec::new()),
                };
                let object = record.map(|record| record.id.0);
                Self { verdict: Some(verdict), changed, object, ..Self::default() }
            }
            Judgement::Merged(survivor) => {
                let verdict = Some(Verdict::Unchanged);
                Self { verdict, object: Some(survivor.0), ..Self::default() }
            }
            Judgement::Doubles(reason, customer) => {
                let doubles = Doubled { line, reason, customer: Some(customer), other: None };
                let object = doubles.customer.map(Uuid::from);
                let verdict = Some(Verdict::Duplicate);
                Self { verdict, object, doubles: Some(doubles), ..Self::default() }
            }
        }
    }

    /// The row as one who speaks, when it is or may be applied.
    fn speaker(&self, line: i32, row: &CustomerRow) -> Option<Speaker> {
        let verdict = self.verdict.filter(|verdict| *verdict != Verdict::Duplicate)?;
        let new = [Field::Email.code(), Field::Phone.code()];
        let brings_addresses = verdict == Verdict::Create
            || self.changed.iter().any(|field| new.contains(&field.as_str()));
        let speaker = Speaker::of(line, row, self.object.map(Into::into));
        Some(speaker.bringing_addresses(brings_addresses))
    }

    /// A no that is new is a change.
    fn with_notices(mut self, notices: &[NoticeRecord]) -> Self {
        if refuses(notices) && self.verdict != Some(Verdict::Create) {
            self.verdict = Some(Verdict::Update);
            self.changed.push(CONSENTS.to_owned());
        }
        self
    }
}

/// The code of the change that a no is, beside those of the fields.
const CONSENTS: &str = "consents";

fn refuses(notices: &[NoticeRecord]) -> bool {
    notices.iter().any(|notice| notice.code == ImportNotice::RefusalRecorded)
}

/// The verdicts on rows of a page, and what they are told.
pub(super) async fn judge(
    db: &Db,
    context: &Context,
    reading: &Reading,
    rows: Vec<(i32, CustomerRow)>,
) -> Result<Vec<Judged>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let conn = db.read();
    let known = Known::load(conn, &rows).await?;
    let planned: Vec<Planned> = rows
        .iter()
        .map(|(line, row)| Planned::of(*line, judgement(row, &known, reading)))
        .collect();
    let speakers = rows.iter().zip(&planned);
    let speakers: Vec<Speaker> =
        speakers.filter_map(|((line, row), planned)| planned.speaker(*line, row)).collect();
    let marks = db.fingerprints()?;
    let mut notices = by_line(consents::weigh(conn, context, marks, reading, &speakers).await?);
    rows.into_iter()
        .zip(planned)
        .map(|((line, row), planned)| {
            let mut notices = notices.remove(&line).unwrap_or_default();
            if planned.verdict == Some(Verdict::Duplicate) {
                notices.extend(left_out(line, &row, reading));
            }
            let planned = planned.with_notices(&notices);
            let Some(verdict) = planned.verdict else {
                return Ok(Judged::fault(line, json!({}), planned.faults));
            };
            let judged = Judged::new(line, verdict, staged(row, planned.changed)?);
            let Planned { object, doubles, .. } = planned;
            Ok(Judged { object, doubles, notices, ..judged })
        })
        .collect()
}

/// The no's of a row that is left out as a duplicate.
fn left_out(line: i32, row: &CustomerRow, reading: &Reading) -> Vec<NoticeRecord> {
    let refusals = row.consents.iter().filter(|said| !said.yes);
    let columns = refusals.filter_map(|said| reading.consents.get(said.column));
    columns
        .map(|of| NoticeRecord {
            line,
            column: of.column.heading.clone(),
            code: ImportNotice::RefusalLeftOut,
        })
        .collect()
}

fn by_line(notices: Vec<NoticeRecord>) -> HashMap<i32, Vec<NoticeRecord>> {
    let mut lines: HashMap<i32, Vec<NoticeRecord>> = HashMap::new();
    for notice in notices {
        lines.entry(notice.line).or_default().push(notice);
    }
    lines
}

fn staged(row: CustomerRow, changed: Vec<String>) -> Result<serde_json::Value, StoreError> {
    let key = row.reference.as_ref().map(|reference| reference.key()).unwrap_or_default();
    let source = serde_json::to_value(Staged { key, row, changed });
    source.map_err(|why| unreadable("import_row.source", why))
}

/// The names of what changes, for the timeline: the firm's own fields have one together.
fn names(before: &CustomerFile, after: &CustomerFile, fields: &[Field]) -> Vec<&'static str> {
    let own = (before.custom != after.custom).then_some("custom_fields");
    fields.iter().map(|field| field.code()).chain(own).collect()
}

/// Applies rows of a page, judged again by what is stored now.
pub(super) async fn apply<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    marks: &Fingerprints,
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
    let said = rows.iter().filter(|(_, row)| !row.consents.is_empty());
    let mut speakers: HashMap<i32, Speaker> =
        said.map(|(line, row)| (*line, Speaker::of(*line, row, None))).collect();
    let mut verdicts = Vec::new();
    for ((line, row), (_, planned)) in rows.into_iter().zip(planned) {
        let now = match judgement(&row, &known, reading) {
            Judgement::Of(CustomerVerdict::Create(file), _) => {
                new_lines.push(line);
                new.push(NewCustomer { reference: row.reference, file: *file });
                Verdict::Create
            }
            Judgement::Of(CustomerVerdict::Update(file, fields), Some(before)) => {
                changed_lines.push((line, before.id));
                let fields = names(&before.file, &file, &fields);
                changes.push(Changed { before, after: *file, fields });
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
        verdicts.push((line, planned, now));
    }
    image::keep(conn, import, &changed_lines).await?;
    change_many(conn, context, &changes, Some(import)).await?;
    let made = create_many(conn, context, &new, Some(import)).await?;
    applied.done.extend(new_lines.into_iter().zip(made.into_iter().map(|id| Some(id.0))));
    let speaking: Vec<Speaker> = applied
        .done
        .iter()
        .filter_map(|(line, object)| {
            let speaker = speakers.remove(line)?;
            Some(speaker.about(object.map(Into::into)))
        })
        .collect();
    applied.notices = consents::record(conn, context, marks, import, reading, &speaking).await?;
    let heard = by_line(applied.notices.clone());
    applied.otherwise = verdicts
        .into_iter()
        .map(|(line, planned, now)| {
            let refuses = heard.get(&line).is_some_and(|notices| refuses(notices));
            let says = now == Verdict::Unchanged && refuses;
            (line, planned, if says { Verdict::Update } else { now })
        })
        .filter(|(_, planned, now)| planned != now)
        .map(|(line, _, now)| (line, now))
        .collect();
    Ok(applied)
}
