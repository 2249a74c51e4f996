//! Imports, their faults and their changes, as people look at them.

use chrono::{DateTime, Utc};
use domain::id::ImportId;
use domain::import::{ImportKind, Reading};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, raw_sql,
};
use serde::{Deserialize, Serialize};

use crate::entity::{import, import_fault};
use crate::error::StoreError;
use crate::sql::{on, unreadable};

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Its rows are being read.
    Planning,
    /// Its rows have their verdicts; nothing is applied.
    Planned,
    /// It is being applied, or was when the program was killed.
    Applying,
    /// It is applied.
    Applied,
    /// It was given up for a newer one of the same file.
    Cancelled,
}

impl ImportState {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Planned => "planned",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The text is no code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no state of an import")]
pub struct UnknownImportState;

impl std::str::FromStr for ImportState {
    type Err = UnknownImportState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Planning, Self::Planned, Self::Applying, Self::Applied, Self::Cancelled]
            .into_iter()
            .find(|state| state.code() == text)
            .ok_or(UnknownImportState)
    }
}

/// An import and its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its id.
    pub id: ImportId,
    /// What the file brings.
    pub kind: ImportKind,
    /// Its name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub digest: String,
    /// How it is read.
    pub reading: Reading,
    /// How far it is.
    pub state: ImportState,
    /// Rows read.
    pub total: u64,
    /// Rows that make something.
    pub created: u64,
    /// Rows that change something.
    pub updated: u64,
    /// Rows already known.
    pub unchanged: u64,
    /// Rows with a fault.
    pub faults: u64,
    /// Rows applied so far.
    pub applied: u64,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it last went on.
    pub updated_at: DateTime<Utc>,
}

impl ImportRecord {
    /// Rows that are to be applied.
    #[must_use]
    pub const fn to_apply(&self) -> u64 {
        self.created + self.updated
    }
}

/// One import.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none with this id.
pub async fn get<C: ConnectionTrait>(conn: &C, id: ImportId) -> Result<ImportRecord, StoreError> {
    let row = import::Entity::find_by_id(id.0).one(conn).await?;
    record(row.ok_or(StoreError::NotFound { noun: "import" })?)
}

pub(super) fn record(row: import::Model) -> Result<ImportRecord, StoreError> {
    let reading: Reading =
        serde_json::from_value(row.mapping).map_err(|why| unreadable("import.mapping", why))?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(ImportRecord {
        id: row.id.into(),
        kind: reading.kind,
        file_name: row.file_name,
        digest: row.digest,
        reading,
        state: row.state.parse().map_err(|why| unreadable("import.state", why))?,
        total: count(row.total),
        created: count(row.created),
        updated: count(row.updated),
        unchanged: count(row.unchanged),
        faults: count(row.faults),
        applied: count(row.applied),
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// A fault of a row, as a report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFaultRecord {
    /// Line of the file.
    pub line: i32,
    /// The heading of the column; empty for the whole row.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// The value, masked when it may be a person's.
    pub value: Option<String>,
}

/// The next `limit` faults of an import after one, by line.
///
/// # Errors
/// When the database cannot be read.
pub async fn faults<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    after: Option<&RowFaultRecord>,
    limit: u64,
) -> Result<Vec<RowFaultRecord>, StoreError> {
    let mut asked = import_fault::Entity::find().filter(import_fault::Column::ImportId.eq(id.0));
    if let Some(after) = after {
        // The columns of one line are few: they are read again and left out below.
        asked = asked.filter(import_fault::Column::Line.gte(after.line));
    }
    let rows = asked
        .order_by_asc(import_fault::Column::Line)
        .order_by_asc(import_fault::Column::ColumnName)
        .order_by_asc(import_fault::Column::Code)
        .limit(limit.saturating_add(LINE))
        .all(conn)
        .await?;
    let mut records: Vec<RowFaultRecord> = rows
        .into_iter()
        .map(|row| RowFaultRecord {
            line: row.line,
            column: row.column_name,
            code: row.code,
            value: row.value_masked,
        })
        .collect();
    if let Some(after) = after {
        let place = records.iter().position(|record| {
            (record.line, &record.column, &record.code) == (after.line, &after.column, &after.code)
        });
        records.drain(..place.map_or(0, |place| place + 1));
    }
    records.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(records)
}

/// More faults than one line can have.
const LINE: u64 = 64;

/// A customer that an import changed, or will.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Line of the file.
    pub line: i32,
    /// The reference, as the file writes it.
    pub reference: String,
    /// The codes of the fields that change.
    pub fields: Vec<String>,
}

/// The first `limit` changes of customers by an import.
///
/// # Errors
/// When the database cannot be read.
pub async fn changes<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    limit: u32,
) -> Result<Vec<Change>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        line: i32,
        source: serde_json::Value,
    }
    let (import, limit) = (id.0, i64::from(limit));
    let statement = raw_sql!(
        Postgres,
        r#"SELECT line, source FROM import_row
           WHERE import_id = {import} AND verdict = 'update' ORDER BY line LIMIT {limit}"#
    );
    let rows = Row::find_by_statement(on(conn, statement)).all(conn).await?;
    let text = |value: Option<&serde_json::Value>| {
        value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    };
    Ok(rows
        .iter()
        .map(|row| Change {
            line: row.line,
            reference: text(
                row.source.pointer("/row/reference").or(row.source.pointer("/row/number")),
            ),
            fields: row
                .source
                .get("changed")
                .and_then(|fields| fields.as_array())
                .map(|fields| fields.iter().map(|field| text(Some(field))).collect())
                .unwrap_or_default(),
        })
        .collect())
}
