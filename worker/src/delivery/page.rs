//! One page, from its claim to its record.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use store::message::{Claim, ClaimedMessage, ClaimedPage, Scope, claim_page, look_again};
use uuid::Uuid;

use super::claimed::Claimed;
use super::guard::{Guard, since_boot};
use super::pause::pause;
use crate::channel::{Channel, Delivered, nothing_to_show};
use crate::dispatch::Dispatch;
use crate::document::Documents;
use crate::journal::Journal;
use crate::tally::Tally;

/// After so long, what is left of a page is looked at again, and its lease renewed.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// What is kept of a lease beyond the time-out of an answer.
const MARGIN: Duration = Duration::from_secs(2);

/// A page to deliver.
pub(super) struct Page<'a> {
    pub(super) dispatch: &'a Dispatch,
    pub(super) batch: Option<Uuid>,
    pub(super) limit: u32,
    /// The halts of the scope when the task began.
    pub(super) halts: u64,
}

/// How a page ended.
pub(super) enum End {
    /// Nothing was due.
    Nothing,
    /// It is recorded; so many messages came to an end.
    Sent(usize),
    /// A fault of ours, or the claim is over: this task sends nothing more.
    Stop,
}

/// Why a page is not sent to its end.
enum Break {
    /// The process ends, or another task met a fault of ours.
    Asked,
    /// The claim is over: nothing of it may be sent or recorded here; its journal settles it.
    ClaimOver,
    /// This machine fails.
    Broken(anyhow::Error),
}

impl Page<'_> {
    /// # Errors
    /// When the database or this machine fails.
    pub(super) async fn deliver<C: Channel>(
        &self,
        channel: &mut C,
        tally: &mut Tally,
    ) -> anyhow::Result<End> {
        let dispatch = self.dispatch;
        let token: Uuid = dispatch.context().id();
        // The journal is there before the claim: a claim without one would leave its page in doubt.
        let journal = Journal::create(&dispatch.config.journal_dir(), token, &dispatch.boot)
            .context("the delivery journal cannot be written")?;
        let asked_at = since_boot();
        let Some(page) = self.claim::<C>(token).await? else {
            journal.finish()?;
            return Ok(End::Nothing);
        };
        tally.skipped += page.skipped;
        let margin = match C::SCOPE {
            Scope::Mail => dispatch.config.smtp_timeout + MARGIN,
            Scope::Paper => MARGIN,
        };
        let guard = Guard::new(journal, dispatch.deps.clock.clone(), margin);
        guard.hold(page.lease_until, asked_at, dispatch.config.lease);
        let skipped = page.skipped;
        let documents = self.documents(&page.messages).await;
        let mut claimed = Claimed::new(token, page.messages);
        let broken = match documents {
            Ok(documents) => self.each(channel, &guard, &mut claimed, documents, tally).await.err(),
            Err(error) => Some(Break::Broken(error)),
        };
        let ended = claimed.count();
        let is_over = matches!(broken, Some(Break::ClaimOver));
        if is_over || !claimed.record(dispatch, tally).await? {
            dispatch.oversleep();
            tracing::warn!(%token, "a claim was over before its page was recorded; the journal settles it");
            return Ok(End::Stop);
        }
        guard.into_journal().finish()?;
        match broken {
            None => Ok(End::Sent(ended + skipped)),
            Some(Break::Broken(error)) => Err(error),
            Some(_) => Ok(End::Stop),
        }
    }

    async fn claim<C: Channel>(&self, token: Uuid) -> anyhow::Result<Option<ClaimedPage>> {
        let claim = Claim {
            token,
            worker: &self.dispatch.name,
            batch: self.batch,
            scope: C::SCOPE,
            limit: self.limit,
            lease: chrono::Duration::from_std(self.dispatch.config.lease)?,
        };
        Ok(claim_page(&self.dispatch.deps.db, &self.dispatch.context(), &claim).await?)
    }

    async fn documents(&self, messages: &[ClaimedMessage]) -> anyhow::Result<Documents> {
        Ok(Documents::read(&self.dispatch.deps.db, messages).await?)
    }

    /// Brings each message on its way.
    async fn each<C: Channel>(
        &self,
        channel: &mut C,
        guard: &Guard,
        claimed: &mut Claimed,
        mut documents: Documents,
        tally: &mut Tally,
    ) -> Result<(), Break> {
        let dispatch = self.dispatch;
        let mut looked = Instant::now();
        loop {
            if dispatch.is_stopping() || dispatch.halts(C::SCOPE) != self.halts {
                return Err(Break::Asked);
            }
            if looked.elapsed() >= LOOK_AGAIN {
                self.look_again(guard, claimed, tally).await?;
                // A notice that still leaves may have lost a line, paid meanwhile.
                documents = self.documents(claimed.rest()).await.map_err(Break::Broken)?;
                looked = Instant::now();
            }
            let Some(message) = claimed.next() else { return Ok(()) };
            let delivered = match documents.take(message.purpose) {
                Some(document) => channel.deliver(dispatch, &message, document, guard).await,
                None => nothing_to_show(),
            };
            self.note::<C>(guard, claimed, &message, delivered).await?;
        }
    }

    /// Notes what became of a message: in the journal at once, in the ledger with its page.
    async fn note<C: Channel>(
        &self,
        guard: &Guard,
        claimed: &mut Claimed,
        message: &ClaimedMessage,
        delivered: Delivered,
    ) -> Result<(), Break> {
        let id = message.id;
        let (outcome, fault) = match delivered {
            Delivered::Done(outcome) => (Some(outcome), None),
            Delivered::Halt { outcome, fault, reply } => (outcome, Some((fault, reply))),
            Delivered::Withheld if guard.holds() => {
                claimed.untouched(id);
                let why = anyhow::anyhow!("the delivery journal cannot be written");
                return Err(Break::Broken(why));
            }
            Delivered::Withheld => return Err(Break::ClaimOver),
            Delivered::Broken(error) => {
                claimed.untouched(id);
                return Err(Break::Broken(error));
            }
        };
        match outcome {
            Some(outcome) => {
                let noted = guard.journal().answered(id, &outcome);
                claimed.ended(id, outcome);
                if let Err(error) = noted {
                    return Err(Break::Broken(error.into()));
                }
            }
            None => claimed.untouched(id),
        }
        let Some((fault, reply)) = fault else { return Ok(()) };
        self.dispatch.halt(C::SCOPE);
        pause(self.dispatch, fault, reply.as_ref()).await.map_err(Break::Broken)?;
        Err(Break::Asked)
    }

    /// Renews the lease, and withdraws what may not leave any more.
    async fn look_again(
        &self,
        guard: &Guard,
        claimed: &mut Claimed,
        tally: &mut Tally,
    ) -> Result<(), Break> {
        let dispatch = self.dispatch;
        let left = claimed.left();
        if left.is_empty() {
            return Ok(());
        }
        if !guard.holds() {
            return Err(Break::ClaimOver);
        }
        let (context, asked_at) = (dispatch.context(), since_boot());
        let lease = dispatch.config.lease;
        let until = context.now + lease;
        let token = claimed.token();
        let looked =
            look_again(&dispatch.deps.db, &context, token, &dispatch.name, until, &left).await;
        match looked {
            Ok(Some(skipped)) => {
                tally.skipped += skipped.len();
                claimed.withdraw(skipped);
                guard.hold(until, asked_at, lease);
                Ok(())
            }
            Ok(None) => Err(Break::ClaimOver),
            Err(error) => Err(Break::Broken(error.into())),
        }
    }
}
