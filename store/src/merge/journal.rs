//! The journal of a merge: which rows changed their owner, and what stood in those that changed.

use domain::id::MergeId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::links::Link;
use crate::entity::merge_row::{ActiveModel, Column, Entity};
use crate::error::StoreError;
use crate::sql::unreadable;

/// The two owners of a link.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owners {
    pub(super) from: Uuid,
    pub(super) to: Uuid,
}

/// Runs a statement with values.
pub(super) async fn run<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.execute_raw(statement).await?.rows_affected())
}

/// Moves the rows of a link from one owner to the other, and notes them: two statements, however many they
/// are. A row that the new owner has already stays.
pub(super) async fn move_all<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    link: &Link,
    owners: Owners,
) -> Result<(), StoreError> {
    let Link { table, column, id, text, unique, .. } = *link;
    let told = text.map_or_else(|| "''".to_owned(), |text| format!("t.{text}"));
    let free = if unique.is_empty() {
        String::new()
    } else {
        let same: Vec<String> = unique.iter().map(|by| format!("s.{by} = t.{by}")).collect();
        let same = same.join(" and ");
        format!(" and not exists (select 1 from {table} s where s.{column} = $3 and {same})")
    };
    let noted = format!(
        "insert into merge_row (merge_id, table_name, column_name, row_id, row_text, owner_before,
                                owner_after)
         select $1, '{table}', '{column}', t.{id}, {told}, $2, $3 from {table} t
         where t.{column} = $2{free}"
    );
    let values = vec![merge.0.into(), owners.from.into(), owners.to.into()];
    if run(conn, &noted, values).await? > 0 {
        shift(conn, merge, link, owners, "owner_after").await?;
    }
    Ok(())
}

/// [`move_all`] for rows that were chosen, by what tells them apart.
pub(super) async fn move_rows<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    link: &Link,
    owners: Owners,
    rows: Vec<(Uuid, String)>,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let noted = rows.into_iter().map(|(row, text)| ActiveModel {
        merge_id: Set(merge.0),
        table_name: Set(link.table.to_owned()),
        column_name: Set(link.column.to_owned()),
        row_id: Set(row),
        row_text: Set(text),
        owner_before: Set(Some(owners.from)),
        owner_after: Set(Some(owners.to)),
        before: Set(None),
        after: Set(None),
    });
    Entity::insert_many(noted).exec_without_returning(conn).await?;
    shift(conn, merge, link, owners, "owner_after").await?;
    Ok(())
}

/// Gives the rows of a link that went from `owners.from` to `owners.to` back, and answers how many there
/// were.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    link: &Link,
    owners: Owners,
) -> Result<u64, StoreError> {
    let back = Owners { from: owners.to, to: owners.from };
    shift(conn, merge, link, back, "owner_before").await
}

/// Moves the noted rows of a link whose `noted` owner is the new one.
async fn shift<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    link: &Link,
    owners: Owners,
    noted: &str,
) -> Result<u64, StoreError> {
    let Link { table, column, id, text, .. } = *link;
    let told = text.map(|text| format!(" and r.row_text = {table}.{text}")).unwrap_or_default();
    let sql = format!(
        "update {table} set {column} = $3
         where {column} = $2 and exists (
           select 1 from merge_row r
           where r.merge_id = $1 and r.table_name = '{table}' and r.column_name = '{column}'
             and r.{noted} = $3 and r.row_id = {table}.{id}{told})"
    );
    run(conn, &sql, vec![merge.0.into(), owners.from.into(), owners.to.into()]).await
}

/// How many rows of a link were noted.
pub(super) async fn noted<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    link: &Link,
) -> Result<u64, StoreError> {
    use sea_orm::PaginatorTrait as _;
    let rows = Entity::find()
        .filter(Column::MergeId.eq(merge.0))
        .filter(Column::TableName.eq(link.table))
        .filter(Column::ColumnName.eq(link.column));
    Ok(rows.count(conn).await?)
}

/// A part of a row: of which table, by what name, and of which row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) table: &'static str,
    pub(super) name: &'static str,
    pub(super) row: Uuid,
    pub(super) text: &'a str,
}

/// Notes what stood in a part of a row, and what stands there now.
pub(super) async fn note<C: ConnectionTrait, T: Serialize>(
    conn: &C,
    merge: MergeId,
    part: Part<'_>,
    before: &T,
    after: &T,
) -> Result<(), StoreError> {
    let json =
        |value: &T| serde_json::to_value(value).map_err(|why| unreadable("merge_row.before", why));
    let row = ActiveModel {
        merge_id: Set(merge.0),
        table_name: Set(part.table.to_owned()),
        column_name: Set(part.name.to_owned()),
        row_id: Set(part.row),
        row_text: Set(part.text.to_owned()),
        owner_before: Set(None),
        owner_after: Set(None),
        before: Set(Some(json(before)?)),
        after: Set(Some(json(after)?)),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// A part of a row as it was noted.
#[derive(Debug)]
pub(super) struct Noted<T> {
    pub(super) row: Uuid,
    pub(super) text: String,
    pub(super) before: T,
    pub(super) after: T,
}

/// The parts of rows that were noted under a name.
pub(super) async fn parts<C: ConnectionTrait, T: DeserializeOwned>(
    conn: &C,
    merge: MergeId,
    table: &str,
    name: &str,
) -> Result<Vec<Noted<T>>, StoreError> {
    let rows = Entity::find()
        .filter(Column::MergeId.eq(merge.0))
        .filter(Column::TableName.eq(table))
        .filter(Column::ColumnName.eq(name))
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let read = |json: Option<serde_json::Value>| {
                serde_json::from_value(json.unwrap_or_default())
                    .map_err(|why| unreadable("merge_row.before", why))
            };
            let (row, text, before, after) = (row.row_id, row.row_text, row.before, row.after);
            Ok(Noted { row, text, before: read(before)?, after: read(after)? })
        })
        .collect()
}
