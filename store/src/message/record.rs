//! Recording what came of a claimed page: once for the page, under its token.

use std::collections::HashMap;

use domain::context::Context;
use domain::id::MessageId;
use domain::message::Outcome;
use uuid::Uuid;

use super::change::{self, Change};
use super::row::{self, LostAnswer};
use super::statement::Others;
use crate::db::Db;
use crate::error::StoreError;

/// What a worker has to say of a page.
#[derive(Debug)]
pub struct Settlement<'a> {
    /// The token of the claim.
    pub token: Uuid,
    /// The name of the worker.
    pub worker: &'a str,
    /// What the attempts came to.
    pub outcomes: Vec<(MessageId, Outcome)>,
    /// What was never begun: it is queued again at once.
    pub unbegun: Vec<MessageId>,
    /// What a lost answer means.
    pub lost: LostAnswer,
}

/// What was recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Rows that changed.
    pub changed: usize,
    /// Rows that the claim did not hold any more: its journal settles them.
    pub strangers: usize,
}

/// Records outcomes and gives back what was never begun, of the rows that `token` still holds.
///
/// # Errors
/// When the database cannot be written: nothing was recorded then.
pub async fn record_outcomes(
    db: &Db,
    context: &Context,
    settlement: Settlement<'_>,
) -> Result<Recorded, StoreError> {
    let Settlement { token, worker, outcomes, unbegun, lost } = settlement;
    let said = outcomes.len() + unbegun.len();
    if said == 0 {
        return Ok(Recorded::default());
    }
    let txn = db.begin().await?;
    let held = "claim_token = $1 and state = 'claimed'";
    let rows = row::lock(&*txn, held, vec![token.into()], Others::Wait).await?;
    let mut outcomes: HashMap<_, _> =
        outcomes.into_iter().map(|(id, outcome)| (id, Some(outcome))).collect();
    outcomes.extend(unbegun.into_iter().map(|id| (id, None)));
    let changes: Vec<_> = rows
        .into_iter()
        .filter_map(|row| {
            let change = match outcomes.remove(&row.id)? {
                None => Change::GiveBack,
                Some(Outcome::Uncertain) => Change::lost(&row, lost, context.now),
                Some(outcome) => Change::Outcome(outcome),
            };
            Some((row, change))
        })
        .collect();
    let changed = change::apply(&*txn, context, worker, changes).await?.len();
    txn.commit().await?;
    Ok(Recorded { changed, strangers: said - changed })
}
