//! Imports, their faults and their changes, as people look at them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::ImportId;
use domain::import::{ImportKind, ImportNotice, Reading};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, raw_sql,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::notice::{self, NoticeCounts};
use crate::entity::{import, import_fault, import_revert};
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
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
    /// It is being undone, or was when the program was killed.
    Reverting,
    /// It is undone.
    Reverted,
}

impl ImportState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Planning,
        Self::Planned,
        Self::Applying,
        Self::Applied,
        Self::Cancelled,
        Self::Reverting,
        Self::Reverted,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Planned => "planned",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Cancelled => "cancelled",
            Self::Reverting => "reverting",
            Self::Reverted => "reverted",
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
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownImportState)
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
    /// Rows already known, or that would double a customer or a row above.
    pub unchanged: u64,
    /// Rows with a fault.
    pub faults: u64,
    /// Rows applied so far.
    pub applied: u64,
    /// Customers that it had made and that were removed so far, undoing it.
    pub removed: u64,
    /// Customers that it had changed and that were given back what they were, undoing it.
    pub restored: u64,
    /// What is told of rows, how many times, beside their verdict.
    pub notices: NoticeCounts,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it last went on.
    pub updated_at: DateTime<Utc>,
}

impl ImportRecord {
    /// Refusals and objections that it recorded: undone, it leaves them.
    #[must_use]
    pub fn refusals(&self) -> u64 {
        self.notices.get(&ImportNotice::RefusalRecorded).copied().unwrap_or(0)
    }

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
    let row = row.ok_or(StoreError::NotFound { noun: "import" })?;
    let revert = import_revert::Entity::find_by_id(id.0).one(conn).await?;
    let notices = notice::counts(conn, &[id.0]).await?.remove(&id.0).unwrap_or_default();
    record(row, revert, notices)
}

/// A page of imports, in the order in which they began.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    page: PageRequest,
) -> Result<Page<ImportRecord>, StoreError> {
    let mut asked = import::Entity::find();
    if let Some(after) = page.after {
        asked = asked.filter(import::Column::Id.gt(after));
    }
    let rows = asked.order_by_asc(import::Column::Id).limit(page.rows()).all(conn).await?;
    let page = Page::cut(rows, page, |row| row.id);
    let next = page.next;
    Ok(Page { items: records(conn, page.items).await?, next })
}

/// Rows with what became of undoing them.
pub(super) async fn records<C: ConnectionTrait>(
    conn: &C,
    rows: Vec<import::Model>,
) -> Result<Vec<ImportRecord>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut notices = notice::counts(conn, &ids).await?;
    let reverts = import_revert::Entity::find()
        .filter(import_revert::Column::ImportId.is_in(ids))
        .all(conn)
        .await?;
    let mut reverts: HashMap<Uuid, _> =
        reverts.into_iter().map(|revert| (revert.import_id, revert)).collect();
    rows.into_iter()
        .map(|row| {
            let revert = reverts.remove(&row.id);
            let notices = notices.remove(&row.id).unwrap_or_default();
            record(row, revert, notices)
        })
        .collect()
}

fn record(
    row: import::Model,
    revert: Option<import_revert::Model>,
    notices: NoticeCounts,
) -> Result<ImportRecord, StoreError> {
    let reading: Reading =
        serde_json::from_value(row.mapping).map_err(|why| unreadable("import.mapping", why))?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(ImportRecord {
        id: row.id.into(),
        kind: reading.kind,
        file_name: row.file_name,
        digest: row.digest,
        reading,
        state: revert
            .as_ref()
            .map_or(&row.state, |revert| &revert.state)
            .parse()
            .map_err(|why| unreadable("import.state", why))?,
        total: count(row.total),
        created: count(row.created),
        updated: count(row.updated),
        unchanged: count(row.unchanged),
        faults: count(row.faults),
        applied: count(row.applied),
        removed: count(revert.as_ref().map_or(0, |revert| revert.removed)),
        restored: count(revert.as_ref().map_or(0, |revert| revert.restored)),
        notices,
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
