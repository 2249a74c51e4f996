//! Settling a journal that a lost worker left behind: what it answered counts, what it began
//! without an answer is uncertain, and its silence may prove that the rest never began.

use std::collections::{HashMap, HashSet};

use domain::context::Context;
use domain::id::MessageId;
use domain::message::{MessageState, Outcome};
use uuid::Uuid;

use super::change::{self, Change};
use super::record::Recorded;
use super::row::{self, LostAnswer};
use super::statement::Others;
use crate::db::Db;
use crate::error::StoreError;

/// What it means that a journal says nothing of a claimed row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// Written in the same boot of the machine: nothing was lost, so the row never began.
    NeverBegun,
    /// The machine has been started since: the end of the journal may have been lost.
    Unknown,
}

/// What a journal says of its claim.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The token of the claim.
    pub token: Uuid,
    /// The name of the worker that settles it.
    pub worker: &'a str,
    /// What was answered.
    pub answered: Vec<(MessageId, Outcome)>,
    /// What was begun and not answered.
    pub begun: Vec<MessageId>,
    /// What its silence means.
    pub silence: Silence,
    /// What a lost answer means.
    pub lost: LostAnswer,
}

/// Settles the rows that the token holds or left uncertain.
///
/// # Errors
/// When the database cannot be written: nothing was settled then, and the journal must stay.
pub async fn settle_journal(
    db: &Db,
    context: &Context,
    findings: Findings<'_>,
) -> Result<Recorded, StoreError> {
    let Findings { token, worker, answered, begun, silence, lost } = findings;
    let mut answered: HashMap<_, _> = answered.into_iter().collect();
    let begun: HashSet<_> = begun.into_iter().collect();
    let txn = db.begin().await?;
    let of_token = "claim_token = $1 and state in ('claimed', 'uncertain')";
    let rows = row::lock(&*txn, of_token, vec![token.into()], Others::Wait).await?;
    let changes: Vec<_> = rows
        .into_iter()
        .filter_map(|row| {
            let in_doubt = begun.contains(&row.id) || silence == Silence::Unknown;
            let change = match answered.remove(&row.id) {
                Some(Outcome::Uncertain) => Change::lost(&row, lost, context.now),
                Some(outcome) => Change::Outcome(outcome),
                None if in_doubt && row.state == MessageState::Uncertain => return None,
                None if in_doubt => Change::lost(&row, lost, context.now),
                None => Change::GiveBack,
            };
            Some((row, change))
        })
        .collect();
    let changed = change::apply(&*txn, context, worker, changes).await?.len();
    txn.commit().await?;
    Ok(Recorded { changed, strangers: answered.len() })
}
