//! What must always be true of the tables, each invariant a named set statement that answers the
//! ids that break it. `relais doctor` and the tests ask; nothing is repaired.

mod dunning;
mod import;
mod ledger;
mod merge;
mod message;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::error::StoreError;

/// How many offenders a finding names.
pub const EXAMPLES: usize = 20;

/// Something that must always be true.
#[derive(Debug, Clone, Copy)]
pub struct Invariant {
    /// Its stable name, also `invariant-<name>` in the locales.
    pub name: &'static str,
    /// A statement that answers the `id` of each object that breaks it, in words that both engines
    /// take.
    sql: &'static str,
}

/// A broken invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the invariant.
    pub invariant: &'static str,
    /// How many objects break it.
    pub count: u64,
    /// The first of them, at most [`EXAMPLES`].
    pub examples: Vec<Uuid>,
}

/// Every invariant, the ledger's first.
pub fn invariants() -> impl Iterator<Item = &'static Invariant> {
    [
        ledger::INVARIANTS,
        dunning::INVARIANTS,
        message::INVARIANTS,
        import::INVARIANTS,
        merge::INVARIANTS,
    ]
    .into_iter()
    .flatten()
}

/// Examines the tables; empty when every invariant holds.
///
/// # Errors
/// When the database cannot be read.
pub async fn examine<C: ConnectionTrait>(conn: &C) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for invariant in invariants() {
        findings.extend(check(conn, invariant).await?);
    }
    Ok(findings)
}

/// Checks one invariant.
///
/// # Errors
/// When the database cannot be read.
pub async fn check<C: ConnectionTrait>(
    conn: &C,
    invariant: &Invariant,
) -> Result<Option<Finding>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        total: i64,
    }
    let sql = format!(
        "SELECT id, COUNT(*) OVER () AS total FROM ({}) AS broken ORDER BY id LIMIT {EXAMPLES}",
        invariant.sql
    );
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let rows = Row::find_by_statement(statement).all(conn).await?;
    Ok(rows.first().map(|first| Finding {
        invariant: invariant.name,
        count: u64::try_from(first.total).unwrap_or(0),
        examples: rows.iter().map(|row| row.id).collect(),
    }))
}

#[cfg(test)]
mod tests;
