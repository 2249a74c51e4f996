//! Words that stand in a column as people wrote them: which of its spellings fold to what is asked.
//!
//! Cities and terms of payment are few different ones in however many rows. Their spellings are read
//! from an index, folded by the one function of the domain, and those that pass are bound: the same
//! answer on both engines, whatever their own rules of comparison.

use domain::fold::fold;
use domain::segment::TextTest;
use sea_orm::{ConnectionTrait, Statement};

use crate::error::StoreError;

/// The spellings of a column, each with what it folds to.
#[derive(Debug, Default)]
pub(super) struct Spellings(Vec<(String, String)>);

impl Spellings {
    pub(super) async fn of_cities<C: ConnectionTrait>(conn: &C) -> Result<Self, StoreError> {
        Self::read(conn, "select distinct city as word from address").await
    }

    pub(super) async fn of_payment_terms<C: ConnectionTrait>(conn: &C) -> Result<Self, StoreError> {
        let sql = "select distinct payment_terms as word from customer \
                   where payment_terms is not null";
        Self::read(conn, sql).await
    }

    async fn read<C: ConnectionTrait>(conn: &C, sql: &str) -> Result<Self, StoreError> {
        let statement = Statement::from_string(conn.get_database_backend(), sql);
        let mut spellings = Vec::new();
        for row in conn.query_all_raw(statement).await? {
            let word: String = row.try_get("", "word")?;
            spellings.push((fold(&word), word));
        }
        Ok(Self(spellings))
    }

    /// The spellings that pass.
    pub(super) fn passing(&self, test: &TextTest) -> Vec<&str> {
        let asked: Vec<String> = match test {
            TextTest::OneOf(texts) => texts.iter().map(|text| fold(text)).collect(),
            TextTest::Contains(text) | TextTest::BeginsWith(text) => vec![fold(text)],
        };
        let passes = |folded: &str| {
            asked.iter().any(|asked| match test {
                TextTest::OneOf(_) => folded == asked,
                TextTest::Contains(_) => folded.contains(asked.as_str()),
                TextTest::BeginsWith(_) => folded.starts_with(asked.as_str()),
            })
        };
        let passing = self.0.iter().filter(|(folded, _)| passes(folded));
        passing.map(|(_, word)| word.as_str()).collect()
    }
}
