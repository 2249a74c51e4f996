//! What the timeline tells of a message.

use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::message::{MessageState, Outcome, SkipReason};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{Change, Step};
use crate::contact_point::{self, Sharer, also_of_sharers};
use crate::error::StoreError;
use crate::event;

pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    steps: &[Step],
) -> Result<(), StoreError> {
    let dead = steps.iter().filter(|step| is_dead(step)).filter_map(|step| step.row.contact_point);
    let sharers = contact_point::sharers(conn, &dead.collect::<Vec<_>>()).await?;
    let events =
        steps.iter().flat_map(|step| [told(step), address(step, &sharers)]).flatten().collect();
    event::record(conn, context, events).await
}

/// The event of a step; a row that is given back untouched has no story.
fn told(step: &Step) -> Option<NewEvent> {
    let kind = match (&step.change, step.to) {
        (Change::GiveBack, _) if step.row.state == MessageState::Claimed => return None,
        (Change::GiveBack | Change::SaySent | Change::SayLost, _) => EventKind::MessageSettled,
        (Change::Retry, _) => EventKind::MessageRetried,
        (_, MessageState::Accepted) => EventKind::MessageAccepted,
        (_, MessageState::Deferred) => EventKind::MessageDeferred,
        (_, MessageState::Failed) => EventKind::MessageFailed,
        (_, MessageState::Skipped) => EventKind::MessageSkipped,
        (_, MessageState::Uncertain) => EventKind::MessageUncertain,
        (_, MessageState::HandedOut) => EventKind::MessageHandedOut,
        (_, MessageState::Queued | MessageState::Claimed) => return None,
    };
    let event = NewEvent::new(kind, "message", step.row.id).of_party(step.row.party);
    let channel = step.row.channel.code();
    Some(event.with(match &step.change {
        Change::Outcome(Outcome::Failed { class, reason, .. }) => {
            json!({ "channel": channel, "class": class.code(), "reason": reason.code() })
        }
        Change::Outcome(Outcome::Skipped { reason }) => {
            json!({ "channel": channel, "reason": reason.code() })
        }
        Change::Cancel => json!({ "channel": channel, "reason": "cancelled" }),
        Change::Discard => {
            json!({ "channel": channel, "reason": SkipReason::Discarded.code() })
        }
        Change::GiveBack | Change::SaySent | Change::SayLost => {
            json!({ "channel": channel, "state": step.to.code() })
        }
        _ => json!({ "channel": channel }),
    }))
}

const fn is_dead(step: &Step) -> bool {
    matches!(step.change, Change::Outcome(Outcome::Failed { dead_address: true, .. }))
}

/// The event of an address that was found dead: it concerns whoever shares it.
fn address(step: &Step, sharers: &[Sharer]) -> Option<NewEvent> {
    let contact_point = step.row.contact_point.filter(|_| is_dead(step))?;
    let told = NewEvent::new(EventKind::ContactPointInvalidated, "contact_point", contact_point)
        .of_party(step.row.party)
        .with(json!({ "reason": "refused" }));
    let sharing = sharers.iter().filter(|of| of.point == contact_point.0);
    Some(also_of_sharers(told, sharing))
}
