//! The parts into which a count of the whole file is cut, so that each processor counts one.
//!
//! SQLite answers a question by one processor. PostgreSQL lets several, yet each of them sums the rows of
//! all customers: by ranges of ids each sums its own.

use std::thread::available_parallelism;

use sea_orm::{FromQueryResult, Statement};
use uuid::Uuid;

use crate::db::{Db, Engine};
use crate::error::StoreError;

/// Into how many parts a count is cut at most: other questions want a connection too.
const MOST_PARTS: usize = 4;

/// A part of the customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// All of them.
    #[default]
    Whole,
    /// Those of each block of rows of which one in so many is this part's (SQLite).
    Rows { nth: usize, of: usize },
    /// Those whose ids lie from one on and before another (PostgreSQL).
    Ids { from: Option<Uuid>, until: Option<Uuid> },
}

impl Part {
    /// As many as there are processors; one where the file is small.
    pub(super) async fn all(db: &Db) -> Result<Vec<Self>, StoreError> {
        let of = available_parallelism().map_or(1, usize::from).min(MOST_PARTS);
        Ok(match db.engine() {
            _ if of == 1 => vec![Self::Whole],
            Engine::Sqlite => (0..of).map(|nth| Self::Rows { nth, of }).collect(),
            Engine::Postgres => Self::between(&cuts(db, of).await?),
        })
    }

    /// The ranges of ids that some ids cut.
    pub(super) fn between(cuts: &[Uuid]) -> Vec<Self> {
        let froms = std::iter::once(None).chain(cuts.iter().copied().map(Some));
        let untils = cuts.iter().copied().map(Some).chain([None]);
        let ranges = froms.zip(untils).map(|(from, until)| match (from, until) {
            (None, None) => Self::Whole,
            _ => Self::Ids { from, until },
        });
        ranges.collect()
    }
}

#[derive(FromQueryResult)]
struct Cut {
    id: Uuid,
}

/// Ids that cut a large file into so many parts of nearly one size, as the statistics of the server know
/// it: none before it counted.
async fn cuts(db: &Db, parts: usize) -> Result<Vec<Uuid>, StoreError> {
    let sql = "select b.id from pg_stats s
           join pg_class t on t.oid = 'customer'::regclass and t.reltuples > 50000
           cross join unnest(s.histogram_bounds::text::uuid[]) with ordinality b (id, nth)
           where s.schemaname = current_schema() and s.tablename = 'customer'
             and s.attname = 'id' and not s.inherited
           order by b.nth";
    let backend = db.read().get_database_backend();
    let statement = Statement::from_string(backend, sql);
    let bounds = Cut::find_by_statement(statement).all(db.read()).await?;
    let cut = |part: usize| Some(bounds.get(bounds.len() * part / parts)?.id);
    let mut cuts: Vec<Uuid> = (1..parts).filter_map(cut).collect();
    cuts.dedup();
    Ok(cuts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_each_other_without_a_gap() {
        let [one, two] = [1, 2].map(Uuid::from_u128);
        assert_eq!(Part::between(&[]), [Part::Whole]);
        assert_eq!(
            Part::between(&[one, two]),
            [
                Part::Ids { from: None, until: Some(one) },
                Part::Ids { from: Some(one), until: Some(two) },
                Part::Ids { from: Some(two), until: None },
            ]
        );
    }
}
