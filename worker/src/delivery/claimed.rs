//! A claimed page in work: what is said of its rows so far.

use std::collections::HashSet;

use domain::id::MessageId;
use domain::message::Outcome;
use store::message::{ClaimedMessage, Settlement, record_outcomes};
use uuid::Uuid;

use crate::dispatch::Dispatch;
use crate::tally::Tally;

/// The rows of a page, those that are ended and those that are left.
pub(super) struct Claimed {
    token: Uuid,
    messages: std::vec::IntoIter<ClaimedMessage>,
    outcomes: Vec<(MessageId, Outcome)>,
    /// Begun by nobody, and to be given back.
    untouched: Vec<MessageId>,
    withdrawn: HashSet<MessageId>,
}

impl Claimed {
    pub(super) fn new(token: Uuid, messages: Vec<ClaimedMessage>) -> Self {
        let outcomes = Vec::with_capacity(messages.len());
        let messages = messages.into_iter();
        Self { token, messages, outcomes, untouched: Vec::new(), withdrawn: HashSet::new() }
    }

    /// The token of the claim.
    pub(super) const fn token(&self) -> Uuid {
        self.token
    }

    /// The next row that may leave.
    pub(super) fn next(&mut self) -> Option<ClaimedMessage> {
        let withdrawn = &self.withdrawn;
        self.messages.find(|message| !withdrawn.contains(&message.id))
    }

    /// How many rows have come to an end.
    pub(super) const fn count(&self) -> usize {
        self.outcomes.len()
    }

    /// The messages that are left.
    pub(super) fn rest(&self) -> &[ClaimedMessage] {
        self.messages.as_slice()
    }

    /// The rows that are left.
    pub(super) fn left(&self) -> Vec<MessageId> {
        self.rest().iter().map(|message| message.id).collect()
    }

    /// These were skipped meanwhile.
    pub(super) fn withdraw(&mut self, skipped: HashSet<MessageId>) {
        self.withdrawn.extend(skipped);
    }

    /// A row has come to an end.
    pub(super) fn ended(&mut self, id: MessageId, outcome: Outcome) {
        self.outcomes.push((id, outcome));
    }

    /// A row was taken up and not begun.
    pub(super) fn untouched(&mut self, id: MessageId) {
        self.untouched.push(id);
    }

    /// Records all that is known, and gives back what never began. Answers whether the claim held
    /// all of it: else the journal must stay, which settles the rest.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn record(
        mut self,
        dispatch: &Dispatch,
        tally: &mut Tally,
    ) -> anyhow::Result<bool> {
        let mut unbegun = std::mem::take(&mut self.untouched);
        unbegun.extend(self.left().into_iter().filter(|id| !self.withdrawn.contains(id)));
        for (_, outcome) in &self.outcomes {
            tally.count(outcome);
        }
        let settlement = Settlement {
            token: self.token,
            worker: &dispatch.name,
            outcomes: self.outcomes,
            unbegun,
            lost: dispatch.lost(),
        };
        let recorded = record_outcomes(&dispatch.deps.db, &dispatch.context(), settlement).await?;
        Ok(recorded.strangers == 0)
    }
}
