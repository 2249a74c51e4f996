//! The canonical export: everything that is remembered but what only grows (the timeline, counters,
//! imports, the outbox, `version` and `updated_at`) and what is derived. Two equal ones mean that
//! something was undone without a trace.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

use crate::error::StoreError;

/// Tables whose rows are of the history, or derived, and not of the state.
const HISTORY: &[&str] = &[
    "counter",
    "event",
    "event_link",
    "event_value",
    "idempotency",
    "merge",
    "merge_row",
    "outbox",
    "seaql_migrations",
    // Derived from the rest, and made again by themselves.
    "duplicate_key",
    "duplicate_search",
    "search_document",
    "search_pending",
    "search_piece",
    "search_posting",
    "search_term",
];

/// Columns that only grow.
const GROWING: &[&str] = &["version", "updated_at"];

/// A line for each row of each table, in order. It reads whole tables: for tests and for the doctor
/// of a small firm, not for a million customers.
///
/// # Errors
/// When the database cannot be read.
pub async fn export<C: ConnectionTrait>(conn: &C) -> Result<Vec<String>, StoreError> {
    let backend = conn.get_database_backend();
    let columns = match backend {
        DbBackend::Postgres => {
            "select table_name as of_table, column_name as of_column from information_schema.columns
             where table_schema = 'public' order by table_name, ordinal_position"
        }
        _ => {
            "select m.name as of_table, c.name as of_column
             from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid"
        }
    };
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for row in conn.query_all_raw(Statement::from_string(backend, columns)).await? {
        let (table, column): (String, String) =
            (row.try_get("", "of_table")?, row.try_get("", "of_column")?);
        if HISTORY.contains(&table.as_str()) || table.starts_with("import") {
            continue;
        }
        if tables.last().is_none_or(|(last, _)| *last != table) {
            tables.push((table, Vec::new()));
        }
        if let Some((_, columns)) = tables.last_mut()
            && !GROWING.contains(&column.as_str())
        {
            columns.push(column);
        }
    }
    let mut lines = Vec::new();
    for (table, columns) in tables {
        lines.extend(of_table(conn, &table, &columns).await?);
    }
    Ok(lines)
}

async fn of_table<C: ConnectionTrait>(
    conn: &C,
    table: &str,
    columns: &[String],
) -> Result<Vec<String>, DbErr> {
    let backend = conn.get_database_backend();
    let part = |column: &String| match backend {
        DbBackend::Postgres => format!("coalesce(\"{column}\"::text, 'null')"),
        _ => format!("quote(\"{column}\")"),
    };
    let parts: Vec<String> = columns.iter().map(part).collect();
    let line = format!("'{table}|' || {}", parts.join(" || '|' || "));
    let sql = format!("select {line} as line from \"{table}\"");
    let rows = conn.query_all_raw(Statement::from_string(backend, sql)).await?;
    let lines: Result<Vec<String>, DbErr> =
        rows.iter().map(|row| row.try_get("", "line")).collect();
    let mut lines = lines?;
    lines.sort_unstable();
    Ok(lines)
}
