//! What was made since a merge and depends on what it moved.

use domain::id::MergeId;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::links::DEPENDENTS;
use crate::error::StoreError;

/// The tables with rows that are newer than the merge and depend on rows that it moved.
pub(super) async fn tables<C: ConnectionTrait>(
    conn: &C,
    merge: MergeId,
    survivor: Uuid,
) -> Result<Vec<&'static str>, StoreError> {
    let mut found = Vec::new();
    for (table, column, moved) in DEPENDENTS {
        let sql = format!(
            "select 1 as one from {table} t
             join merge_row m on m.merge_id = $1 and m.table_name = '{moved}'
              and m.column_name = 'customer_id' and m.row_id = t.{column}
             where not exists (
               select 1 from merge_row r
               where r.merge_id = $1 and r.table_name = '{table}'
                 and r.column_name = 'customer_id' and r.row_id = t.id)
             limit 1"
        );
        if exists(conn, &sql, vec![merge.0.into()]).await? && !found.contains(table) {
            found.push(*table);
        }
    }
    // A reminder that the survivor got since, with lines that were not its own.
    let sql = "select 1 as one from dunning_notice_line l
               join merge_row m on m.merge_id = $1 and m.table_name = 'due_line'
                and m.column_name = 'customer_id' and m.row_id = l.due_line_id
               join dunning_notice n on n.id = l.notice_id
               where n.customer_id = $2 and not exists (
                 select 1 from merge_row r
                 where r.merge_id = $1 and r.table_name = 'dunning_notice'
                   and r.column_name = 'customer_id' and r.row_id = n.id)
               limit 1";
    if exists(conn, sql, vec![merge.0.into(), survivor.into()]).await? {
        found.push("dunning_notice");
    }
    Ok(found)
}

async fn exists<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<sea_orm::Value>,
) -> Result<bool, StoreError> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.query_one_raw(statement).await?.is_some())
}
