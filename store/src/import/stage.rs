//! The rows of an import: written with their verdicts, and turned into faults where one turns up.

use std::collections::HashSet;

use domain::id::{CustomerId, ImportId};
use domain::import::{Field, Reading, RowFault, Verdict};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, raw_sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::notice::{self, NoticeRecord};
use crate::db::Db;
use crate::entity::{import_duplicate, import_fault, import_row};
use crate::error::StoreError;
use crate::many::insert_all;
use crate::sql::{ROWS, on};

/// What is kept of a row until it is applied.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Staged<T> {
    /// What identifies the object: two rows of one file with one key are a fault.
    pub(super) key: String,
    /// What the row says.
    pub(super) row: T,
    /// The codes of the fields that change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) changed: Vec<String>,
}

/// A row with its verdict.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) line: i32,
    pub(super) verdict: Verdict,
    /// A [`Staged`] row; empty for a row that cannot be read.
    pub(super) source: serde_json::Value,
    /// What it changes or says again.
    pub(super) object: Option<Uuid>,
    pub(super) faults: Vec<RowFault>,
    pub(super) doubles: Option<Doubled>,
    /// What it is told beside its verdict.
    pub(super) notices: Vec<NoticeRecord>,
}

/// A row that would double a customer that is there, or a row above it.
#[derive(Debug, Clone)]
pub(super) struct Doubled {
    pub(super) line: i32,
    /// Stable code.
    pub(super) reason: &'static str,
    pub(super) customer: Option<CustomerId>,
    pub(super) other: Option<i32>,
}

impl Judged {
    pub(super) const fn new(line: i32, verdict: Verdict, source: serde_json::Value) -> Self {
        Self {
            line,
            verdict,
            source,
            object: None,
            faults: Vec::new(),
            doubles: None,
            notices: Vec::new(),
        }
    }

    /// A row that is not imported.
    pub(super) fn fault(line: i32, source: serde_json::Value, faults: Vec<RowFault>) -> Self {
        Self { faults, ..Self::new(line, Verdict::Fault, source) }
    }
}

/// Writes judged rows and their faults.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    reading: &Reading,
    mut rows: Vec<Judged>,
) -> Result<(), StoreError> {
    let faults =
        rows.iter().flat_map(|row| fault_rows(id, reading, row.line, &row.faults)).collect();
    let doubled: Vec<_> = rows.iter().filter_map(|row| row.doubles.as_ref()).collect();
    write_doubled(conn, id, &doubled).await?;
    let notices = rows.iter_mut().flat_map(|row| std::mem::take(&mut row.notices)).collect();
    notice::write(conn, id, notices).await?;
    let rows = rows.into_iter().map(|row| import_row::ActiveModel {
        import_id: Set(id.0),
        line: Set(row.line),
        verdict: Set(row.verdict.code().to_owned()),
        source: Set(row.source),
        object_id: Set(row.object),
        applied_at: Set(None),
    });
    insert_all(conn, rows.collect()).await?;
    insert_all(conn, faults).await
}

fn fault_rows(
    id: ImportId,
    reading: &Reading,
    line: i32,
    faults: &[RowFault],
) -> Vec<import_fault::ActiveModel> {
    let mut told = HashSet::new();
    faults
        .iter()
        .map(|fault| {
            let heading = fault.field.map(|field| reading.heading(field));
            (heading.or(fault.heading.as_deref()).unwrap_or_default(), fault)
        })
        .filter(|(column, fault)| told.insert((*column, fault.code)))
        .map(|(column, fault)| import_fault::ActiveModel {
            import_id: Set(id.0),
            line: Set(line),
            column_name: Set(column.to_owned()),
            code: Set(fault.code.to_owned()),
            value_masked: Set(fault.value.clone()),
        })
        .collect()
}

async fn write_doubled<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    rows: &[&Doubled],
) -> Result<(), StoreError> {
    let rows = rows.iter().map(|doubled| import_duplicate::ActiveModel {
        import_id: Set(id.0),
        line: Set(doubled.line),
        reason: Set(doubled.reason.to_owned()),
        customer_id: Set(doubled.customer.map(Uuid::from)),
        other_line: Set(doubled.other),
    });
    insert_all(conn, rows.collect()).await
}

/// Gives rows another verdict than they were planned with.
pub(super) async fn give_verdict<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    verdict: Verdict,
    lines: &[i32],
) -> Result<(), StoreError> {
    for lines in lines.chunks(ROWS) {
        import_row::Entity::update_many()
            .col_expr(import_row::Column::Verdict, Expr::value(verdict.code()))
            .filter(import_row::Column::ImportId.eq(id.0))
            .filter(import_row::Column::Line.is_in(lines.iter().copied()))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Turns rows into duplicates that had another verdict.
pub(super) async fn turn_into_duplicates<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    rows: &[Doubled],
) -> Result<(), StoreError> {
    let lines: Vec<i32> = rows.iter().map(|doubled| doubled.line).collect();
    give_verdict(conn, id, Verdict::Duplicate, &lines).await?;
    notice::leave_out(conn, id, &lines).await?;
    write_doubled(conn, id, &rows.iter().collect::<Vec<_>>()).await
}

/// Turns rows into faults that had another verdict.
pub(super) async fn turn_into_faults<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    reading: &Reading,
    rows: &[(i32, Vec<RowFault>)],
) -> Result<(), StoreError> {
    let lines: Vec<i32> = rows.iter().map(|(line, _)| *line).collect();
    give_verdict(conn, id, Verdict::Fault, &lines).await?;
    notice::leave_out(conn, id, &lines).await?;
    let faults = rows.iter().flat_map(|(line, faults)| fault_rows(id, reading, *line, faults));
    insert_all(conn, faults.collect()).await
}

/// Rows whose key stands on an earlier line already become faults. The database sorts the keys,
/// not our memory.
pub(super) async fn refuse_repeated(
    db: &Db,
    id: ImportId,
    reading: &Reading,
    field: Field,
    shown: &str,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        line: i32,
        value: Option<String>,
    }
    let mut after = 0;
    loop {
        let import = id.0;
        let statement = raw_sql!(
            Postgres,
            r#"SELECT later.line, later.value
               FROM (SELECT line, source -> 'row' ->> {shown} AS value,
                            row_number() OVER (PARTITION BY source ->> 'key' ORDER BY line) AS nth
                     FROM import_row
                     WHERE import_id = {import} AND verdict <> 'fault'
                       AND source -> 'row' ->> {shown} IS NOT NULL) AS later
               WHERE later.nth > 1 AND later.line > {after}
               ORDER BY later.line LIMIT 10000"#
        );
        let rows = Row::find_by_statement(on(db.read(), statement)).all(db.read()).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.line;
        for rows in rows.chunks(ROWS) {
            let faults: Vec<(i32, Vec<RowFault>)> = rows
                .iter()
                .map(|row| {
                    let value = row.value.as_deref().unwrap_or_default();
                    (row.line, vec![RowFault::of(field, "twice_in_file", value)])
                })
                .collect();
            let txn = db.begin().await?;
            turn_into_faults(&*txn, id, reading, &faults).await?;
            txn.commit().await?;
        }
    }
}
