//! Statements written once, in words that both engines take, with parameters `$1`, `$2`, ...

use std::fmt::Display;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};
use uuid::Uuid;

use crate::error::StoreError;

/// Rows of one INSERT or ids of one list: with up to thirty parameters each within the 32,766 that
/// SQLite takes.
pub(crate) const ROWS: usize = 1_000;

/// A statement of `raw_sql!(Postgres, ...)` as the engine of `conn` takes it.
pub(crate) fn on<C: ConnectionTrait>(conn: &C, statement: Statement) -> Statement {
    let db_backend = conn.get_database_backend();
    Statement { sql: numbered(db_backend, statement.sql), db_backend, ..statement }
}

/// `$1` as the engine reads it fastest. To SQLite it is a name, and so is `?1` when it is bound: each
/// is looked up among all others, so that a page of a thousand costs a millisecond. A bare `?` has no
/// name, and stands where every parameter is used once and in order.
pub(crate) fn numbered(backend: DbBackend, sql: String) -> String {
    if backend != DbBackend::Sqlite {
        return sql;
    }
    let mut pieces = sql.split('$');
    let mut text = String::with_capacity(sql.len());
    text.push_str(pieces.next().unwrap_or_default());
    let pieces: Vec<(&str, &str)> = pieces
        .map(|piece| {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            piece.split_at(digits)
        })
        .collect();
    let numbers = pieces.iter().map(|(number, _)| *number).filter(|number| !number.is_empty());
    let in_order = numbers.zip(1..).all(|(number, place)| number.parse() == Ok(place));
    for (number, rest) in pieces {
        match (number.is_empty(), in_order) {
            (true, _) => text.push('$'),
            (false, true) => text.push('?'),
            (false, false) => {
                text.push('?');
                text.push_str(number);
            }
        }
        text.push_str(rest);
    }
    text
}

/// Whether rows can be locked: SQLite has one writer and no such words.
pub(crate) fn locks_rows<C: ConnectionTrait>(conn: &C) -> bool {
    conn.get_database_backend() == DbBackend::Postgres
}

/// Lets PostgreSQL count tables anew, at the end of a transaction by which more than a page of rows
/// came: else it plans for a minute or more as if they were nearly empty. SQLite plans by the shape of a
/// statement. A table that another session holds is passed over.
pub(crate) async fn count_anew<C: ConnectionTrait>(
    conn: &C,
    rows: u64,
    tables: &[&str],
) -> Result<(), StoreError> {
    let many = usize::try_from(rows).unwrap_or(usize::MAX) > ROWS;
    if many && conn.get_database_backend() == DbBackend::Postgres {
        conn.execute_unprepared(&format!("analyze (skip_locked) {}", tables.join(", "))).await?;
    }
    Ok(())
}

/// The fault of a stored value that the domain no longer reads.
pub(crate) fn unreadable(column: &'static str, why: impl Display) -> StoreError {
    StoreError::Unavailable(DbErr::Type(format!("{column}: {why}")))
}

/// Ids as one parameter, for [`in_list`].
pub(crate) fn list_of(backend: DbBackend, ids: impl IntoIterator<Item = Uuid>) -> Value {
    let (open, quote, close) = match backend {
        DbBackend::Postgres => ("{", "", "}"),
        _ => ("[", "\"", "]"),
    };
    let mut text = String::from(open);
    let mut buffer = Uuid::encode_buffer();
    for (index, id) in ids.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(quote);
        text.push_str(id.simple().encode_lower(&mut buffer));
        text.push_str(quote);
    }
    text.push_str(close);
    text.into()
}

/// The condition that `column` is one of the ids of parameter `number`, made by [`list_of`].
pub(crate) fn in_list(backend: DbBackend, column: &str, number: usize) -> String {
    match backend {
        DbBackend::Postgres => format!("{column} = any(${number}::uuid[])"),
        _ => format!("{column} in (select unhex(value) from json_each(${number}))"),
    }
}

/// A statement about a page of ids: `{column}` in its text stands for the condition that the column is
/// one of them; `values` are its parameters `$1`, `$2`, ...
///
/// SQLite gets the page as one parameter, PostgreSQL one for each id, from which it plans.
pub(crate) fn of_page<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    ids: &[Uuid],
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    let backend = conn.get_database_backend();
    let mut values: Vec<Value> = values.into_iter().collect();
    let first = values.len() + 1;
    let listed = match backend {
        DbBackend::Postgres => {
            values.extend(ids.iter().copied().map(Value::from));
            let numbers: Vec<String> =
                (first..first + ids.len()).map(|number| format!("${number}")).collect();
            format!(" in ({})", numbers.join(","))
        }
        _ => {
            values.push(list_of(backend, ids.iter().copied()));
            format!(" in (select unhex(value) from json_each(${first}))")
        }
    };
    let text = sql.replace('{', "").replace('}', &listed);
    Statement::from_sql_and_values(backend, text, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_reads_bare_marks_where_each_parameter_stands_once_and_in_order() {
        for (written, read) in [
            ("select 1", "select 1"),
            ("a = $1 and b in ($2, $3)", "a = ? and b in (?, ?)"),
            ("a = $1 and b = $2 and c = $1", "a = ?1 and b = ?2 and c = ?1"),
            ("a = $2 and b = $1", "a = ?2 and b = ?1"),
            ("json_extract(a, '$.b') = $1", "json_extract(a, '$.b') = ?"),
        ] {
            assert_eq!(numbered(DbBackend::Sqlite, written.to_owned()), read);
            assert_eq!(numbered(DbBackend::Postgres, written.to_owned()), written);
        }
    }
}
