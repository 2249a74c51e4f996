//! Which faults of the database pass by themselves: it cannot be reached, has no room just now, or
//! gave way to another writer. The same call may succeed later, without anybody mending anything.

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

/// Classes and codes of PostgreSQL (appendix A of its manual): connection, resources, an operator's
/// intervention, serialization, deadlock, a lock that was not to be had.
const POSTGRES: [&str; 6] = ["08", "53", "57", "40001", "40P01", "55P03"];

/// Kinds of SQLite: busy, locked.
const SQLITE: [u32; 2] = [5, 6];

/// Whether `error` passes by itself.
pub(crate) fn is_transient(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => passes(error),
        _ => false,
    }
}

fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| is_passing(&code)),
        _ => false,
    }
}

/// Codes of PostgreSQL have five characters, those of SQLite are numbers whose last byte says the
/// kind.
fn is_passing(code: &str) -> bool {
    if code.len() == 5 {
        return POSTGRES.iter().any(|passing| code.starts_with(passing));
    }
    code.parse::<u32>().is_ok_and(|code| SQLITE.contains(&(code & 0xff)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_somebody_must_mend() {
        for (code, passing, what) in [
            ("08006", true, "the connection broke"),
            ("53300", true, "too many clients"),
            ("57P01", true, "the server is being shut down"),
            ("40001", true, "another writer was first"),
            ("40P01", true, "a deadlock"),
            ("42P01", false, "no such table"),
            ("23505", false, "a key that is taken"),
            ("5", true, "busy"),
            ("517", true, "busy: an old snapshot"),
            ("6", true, "locked"),
            ("1", false, "an error in the statement"),
            ("2067", false, "a unique key"),
        ] {
            assert_eq!(is_passing(code), passing, "{what}");
        }
        assert!(!is_transient(&DbErr::Type("a value that cannot be read".to_owned())));
    }
}
