//! What rows are told beside their verdicts, by sets.

use std::collections::{BTreeMap, HashMap};

use domain::id::ImportId;
use domain::import::ImportNotice;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::import_notice::{ActiveModel, Column, Entity, Model};
use crate::error::StoreError;
use crate::many::insert_all;
use crate::sql::{ROWS, unreadable};

/// What a row is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Line of the file.
    pub line: i32,
    /// The heading of the column.
    pub column: String,
    /// What.
    pub code: ImportNotice,
}

/// How many times each notice is told.
pub type NoticeCounts = BTreeMap<ImportNotice, u64>;

/// Keeps what rows are told.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    notices: Vec<NoticeRecord>,
) -> Result<(), StoreError> {
    let rows = notices.into_iter().map(|notice| ActiveModel {
        import_id: Set(id.0),
        line: Set(notice.line),
        column_name: Set(notice.column),
        code: Set(notice.code.code().to_owned()),
    });
    insert_all(conn, rows.collect()).await
}

/// Takes back what these rows were told about being contacted, before they are told what became of it.
pub(super) async fn renew<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    lines: impl Iterator<Item = i32>,
    notices: Vec<NoticeRecord>,
) -> Result<(), StoreError> {
    let lines: Vec<i32> = lines.collect();
    for lines in lines.chunks(ROWS) {
        Entity::delete_many()
            .filter(Column::ImportId.eq(id.0))
            .filter(Column::Line.is_in(lines.iter().copied()))
            .filter(Column::Code.ne(ImportNotice::AddressSuppressed.code()))
            .exec(conn)
            .await?;
    }
    write(conn, id, notices).await
}

/// Says of rows that are left out after all that their no is not recorded, and takes back the rest of what
/// they were told about being contacted.
pub(super) async fn leave_out<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    lines: &[i32],
) -> Result<(), StoreError> {
    for lines in lines.chunks(ROWS) {
        let of = || {
            Condition::all()
                .add(Column::ImportId.eq(id.0))
                .add(Column::Line.is_in(lines.iter().copied()))
        };
        Entity::update_many()
            .col_expr(Column::Code, Expr::value(ImportNotice::RefusalLeftOut.code()))
            .filter(of().add(Column::Code.eq(ImportNotice::RefusalRecorded.code())))
            .exec(conn)
            .await?;
        Entity::delete_many()
            .filter(of().add(Column::Code.ne(ImportNotice::RefusalLeftOut.code())))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// What is told of the rows of these imports, how many times.
pub(super) async fn counts<C: ConnectionTrait>(
    conn: &C,
    imports: &[Uuid],
) -> Result<HashMap<Uuid, NoticeCounts>, StoreError> {
    let rows: Vec<(Uuid, String, i64)> = Entity::find()
        .select_only()
        .column(Column::ImportId)
        .column(Column::Code)
        .column_as(Column::Line.count(), "rows")
        .filter(Column::ImportId.is_in(imports.iter().copied()))
        .group_by(Column::ImportId)
        .group_by(Column::Code)
        .into_tuple()
        .all(conn)
        .await?;
    let mut counts: HashMap<Uuid, NoticeCounts> = HashMap::new();
    for (import, code, rows) in rows {
        let count = u64::try_from(rows).unwrap_or(0);
        counts.entry(import).or_default().insert(parse(&code)?, count);
    }
    Ok(counts)
}

/// The notices of the lines from `first` to `last`.
pub(super) async fn of_lines<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    first: i32,
    last: i32,
) -> Result<HashMap<i32, Vec<NoticeRecord>>, StoreError> {
    let lines = Condition::all().add(Column::Line.between(first, last));
    let mut notices: HashMap<i32, Vec<NoticeRecord>> = HashMap::new();
    for notice in select(conn, id, lines, None).await? {
        notices.entry(notice.line).or_default().push(notice);
    }
    Ok(notices)
}

/// The first `limit` notices of an import, by line.
///
/// # Errors
/// When the database cannot be read.
pub async fn notices<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    limit: u64,
) -> Result<Vec<NoticeRecord>, StoreError> {
    select(conn, id, Condition::all(), Some(limit)).await
}

async fn select<C: ConnectionTrait>(
    conn: &C,
    id: ImportId,
    which: Condition,
    limit: Option<u64>,
) -> Result<Vec<NoticeRecord>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ImportId.eq(id.0))
        .filter(which)
        .order_by_asc(Column::Line)
        .order_by_asc(Column::ColumnName)
        .order_by_asc(Column::Code)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().map(record).collect()
}

fn record(row: Model) -> Result<NoticeRecord, StoreError> {
    Ok(NoticeRecord { line: row.line, column: row.column_name, code: parse(&row.code)? })
}

fn parse(code: &str) -> Result<ImportNotice, StoreError> {
    code.parse().map_err(|why| unreadable("import_notice.code", why))
}
