//! Reading a run page by page: computed from the ledger, or as it was frozen.
//!
//! The day of a confirmed run is read from its frozen lines; a day before the latest confirmed
//! run is refused (rule 5).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::id::RunId;
use domain::penalty::missing;
use domain::rate::MissingRate;

use super::frozen;
use super::latest;
use super::proposer::{CUSTOMERS, Proposer};
use super::view::RunView;
use crate::db::Db;
use crate::error::StoreError;

/// A run that is being read.
pub struct Reading {
    source: Source,
    after: Option<String>,
    missing: BTreeSet<MissingRate>,
}

enum Source {
    Ledger(Box<Proposer>),
    Frozen(RunId),
}

impl Reading {
    /// The run of a day, from its first page: the confirmed one if there is one, else what would
    /// be proposed. Nothing is written.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when a later run is confirmed.
    pub async fn of_day(db: &Db, day: NaiveDate) -> Result<Self, StoreError> {
        let source = match latest::confirmed_on(db.read(), day).await? {
            Some(run) => Source::Frozen(run),
            None => {
                let proposer = Proposer::new(db.read(), db.fingerprints()?, day).await?;
                Source::Ledger(Box::new(proposer))
            }
        };
        Ok(Self::begin(source))
    }

    /// A stored run, from its first page.
    #[must_use]
    pub fn of_run(run: RunId) -> Self {
        Self::begin(Source::Frozen(run))
    }

    const fn begin(source: Source) -> Self {
        Self { source, after: Some(String::new()), missing: BTreeSet::new() }
    }

    /// The same, going on after the page whose `next` this is.
    #[must_use]
    pub fn after(self, next: String) -> Self {
        Self { after: Some(next), ..self }
    }

    /// The run that is read, when it is a stored one.
    #[must_use]
    pub const fn run(&self) -> Option<RunId> {
        match self.source {
            Source::Ledger(_) => None,
            Source::Frozen(run) => Some(run),
        }
    }

    /// The rate rows that were missing in the pages read so far, when they were computed from the
    /// ledger; those of a stored run are on the run.
    #[must_use]
    pub fn missing_rates(&self) -> Vec<String> {
        self.missing.iter().map(ToString::to_string).collect()
    }

    /// The next page, of a thousand customers; none after the last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next(&mut self, db: &Db) -> Result<Option<RunView>, StoreError> {
        self.next_of(db, CUSTOMERS).await
    }

    /// The next page, of at most `limit` customers with something overdue.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_of(&mut self, db: &Db, limit: u32) -> Result<Option<RunView>, StoreError> {
        let limit = limit.clamp(1, CUSTOMERS);
        let Some(after) = self.after.take() else { return Ok(None) };
        let page = match &self.source {
            Source::Ledger(proposer) => {
                let page = proposer.page(db.read(), &after, limit).await?;
                let mut view = RunView { next: page.next, ..RunView::default() };
                for customer in page.customers {
                    let regime = proposer.regime(customer.legal_class);
                    for notice in &customer.proposals.notices {
                        let debts = customer.debts(notice);
                        let missing = missing(&proposer.rates, regime, &debts, proposer.day);
                        self.missing.extend(missing);
                    }
                    view.add(customer);
                }
                view
            }
            Source::Frozen(run) => frozen::page(db.read(), *run, &after, limit).await?,
        };
        self.after.clone_from(&page.next);
        Ok(Some(page))
    }
}
