//! The one place where rows of the ledger change their state: the row, its attempt, the timeline,
//! the reminders behind it and the counters, in a bounded number of statements for each page.

mod attempt;
mod story;
mod update;

use chrono::{DateTime, NaiveDate, Utc};
use domain::context::Context;
use domain::id::NoticeId;
use domain::message::{MessageEvent, MessageState, Outcome, next_attempt};
use sea_orm::ConnectionTrait;

use super::count::Shift;
use super::row::{LostAnswer, Row};
use super::{DELIVER, statement};
use crate::error::StoreError;
use crate::sql::{in_list, list_of};
use crate::{dunning, outbox};

/// What happens to a row.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// An attempt came to this.
    Outcome(Outcome),
    /// Its worker never began.
    GiveBack,
    /// It was cancelled.
    Cancel,
    /// A person says that it arrived.
    SaySent,
    /// A person says that it was lost.
    SayLost,
    /// A person wants another attempt.
    Retry,
    /// A person posted the letter, or made the call.
    Prove { text: String, on: NaiveDate },
    /// A person will not post the letter, or make the call.
    Discard,
}

impl Change {
    pub(super) const fn event(&self) -> MessageEvent {
        match self {
            Self::Outcome(outcome) => outcome.event(),
            Self::GiveBack => MessageEvent::GiveBack,
            Self::Cancel => MessageEvent::Cancel,
            Self::SaySent => MessageEvent::SaySent,
            Self::SayLost => MessageEvent::SayLost,
            Self::Retry => MessageEvent::Retry,
            Self::Prove { .. } => MessageEvent::Prove,
            Self::Discard => MessageEvent::Discard,
        }
    }

    /// Whether it ends an attempt that was not counted yet: what is learnt about an uncertain row
    /// is about the attempt that made it uncertain.
    const fn ends_attempt(&self, from: MessageState) -> bool {
        match self {
            Self::Outcome(Outcome::Skipped { .. }) => false,
            Self::Outcome(_) => matches!(from, MessageState::Claimed),
            _ => false,
        }
    }

    /// What a lost answer means to `row`, by the setting.
    pub(super) fn lost(row: &Row, lost: LostAnswer, now: DateTime<Utc>) -> Self {
        if row.channel.is_repeatable() {
            return Self::GiveBack;
        }
        let again = match lost {
            LostAnswer::Uncertain => None,
            LostAnswer::SendAgain => next_attempt(row.id, row.attempt(), now),
        };
        Self::Outcome(match again {
            Some(until) => Outcome::Deferred { reply: None, until, fault: None },
            None => Outcome::Uncertain,
        })
    }
}

/// A row, what happens to it, and where that leads.
pub(super) struct Step {
    pub(super) row: Row,
    pub(super) change: Change,
    pub(super) to: MessageState,
}

/// Changes locked rows and counts them; what a row's state does not take is left out. Answers the
/// steps taken. It is the last thing of its transaction.
pub(super) async fn apply<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    worker: &str,
    changes: Vec<(Row, Change)>,
) -> Result<Vec<Step>, StoreError> {
    let mut shift = Shift::default();
    let steps = apply_uncounted(conn, context, worker, changes, &mut shift).await?;
    shift.write(conn).await?;
    Ok(steps)
}

/// As [`apply`], for a transaction that has more to count.
pub(super) async fn apply_uncounted<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    worker: &str,
    changes: Vec<(Row, Change)>,
    shift: &mut Shift,
) -> Result<Vec<Step>, StoreError> {
    let steps: Vec<Step> = changes
        .into_iter()
        .filter_map(|(row, change)| {
            let to = row.state.after(change.event()).ok()?;
            Some(Step { row, change, to })
        })
        .collect();
    if steps.is_empty() {
        return Ok(steps);
    }
    update::write(conn, context.now, &steps).await?;
    attempt::write(conn, context, worker, &steps).await?;
    mark_dead_addresses(conn, context, &steps).await?;
    story::write(conn, context, &steps).await?;
    settle_reminders(conn, context, &steps).await?;
    for step in &steps {
        shift.moved(step.row.batch, step.row.state, step.to);
    }
    ask_again(conn, context, &steps).await?;
    Ok(steps)
}

/// A look for the earliest of what waits again, for each batch.
async fn ask_again<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    steps: &[Step],
) -> Result<(), StoreError> {
    let mut earliest = std::collections::BTreeMap::new();
    for step in steps {
        let due = match (&step.change, step.to) {
            (Change::Outcome(Outcome::Deferred { until, .. }), _) => *until,
            (_, MessageState::Queued) => context.now,
            _ => continue,
        };
        let first = earliest.entry(step.row.batch).or_insert(due);
        *first = due.min(*first);
    }
    for (batch, due) in earliest {
        outbox::ask_later(conn, context, DELIVER, batch, due).await?;
    }
    Ok(())
}

/// A dead address is marked on its contact point: nothing goes there until somebody changes it.
async fn mark_dead_addresses<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    steps: &[Step],
) -> Result<(), StoreError> {
    let dead: Vec<_> = steps
        .iter()
        .filter(|step| {
            matches!(step.change, Change::Outcome(Outcome::Failed { dead_address: true, .. }))
        })
        .filter_map(|step| step.row.contact_point)
        .collect();
    if dead.is_empty() {
        return Ok(());
    }
    let backend = conn.get_database_backend();
    let sql = format!(
        "update contact_point set invalid_since = $1, invalid_reason = 'refused' \
         where invalid_since is null and {}",
        in_list(backend, "id", 2)
    );
    let ids = list_of(backend, dead.into_iter().map(Into::into));
    statement::execute(conn, sql, vec![context.now.into(), ids]).await?;
    Ok(())
}

/// The claims of reminders: sent, or free again. A letter that only exists is not sent: it is when
/// somebody proves its posting. What was cancelled is freed by who cancels.
async fn settle_reminders<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    steps: &[Step],
) -> Result<(), StoreError> {
    let again = notices(steps, |step| matches!(step.change, Change::Retry));
    if !again.is_empty() {
        dunning::reopen(conn, context, &again).await?;
    }
    let sent = notices(steps, |step| step.to == MessageState::Accepted);
    let released = notices(steps, |step| match step.to {
        MessageState::Failed => true,
        MessageState::Skipped => !matches!(step.change, Change::Cancel),
        _ => false,
    });
    if sent.is_empty() && released.is_empty() {
        return Ok(());
    }
    dunning::settle(conn, context, &sent, &released).await
}

/// The notices of the steps that are wanted.
fn notices(steps: &[Step], wanted: impl Fn(&Step) -> bool) -> Vec<NoticeId> {
    steps.iter().filter(|step| wanted(step)).filter_map(|step| step.row.purpose.notice()).collect()
}
