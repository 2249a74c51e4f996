//! The delivery ledger: what was sent to whom, and what became of it.

pub(crate) mod discard;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod prove;
pub(crate) mod retry;
pub(crate) mod settle;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use store::message::{Attempt, Detail, Message};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{ChannelCode, FailureClassCode, LanguageCode, MessageStateCode};

/// A message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message)]
pub(crate) struct MessageView {
    /// Id, also its Message-ID and the name of its file.
    id: Uuid,
    /// What it is sent for: `dunning_notice`, `consent_request` or `preference_link`.
    purpose: &'static str,
    /// The object of its purpose.
    purpose_id: Uuid,
    /// What it was queued with: the run of a reminder.
    batch: Uuid,
    /// How it leaves.
    channel: ChannelCode,
    /// To whom.
    party: Uuid,
    /// The name of the party.
    name: Option<String>,
    /// The customer that it is about.
    customer: Option<Uuid>,
    /// The customer's reference.
    customer_reference: Option<String>,
    /// Its language.
    language: LanguageCode,
    /// Where it stands.
    state: MessageStateCode,
    /// Whose fault it is that it failed.
    failure_class: Option<FailureClassCode>,
    /// Why it failed, was skipped or put off: a stable code.
    reason: Option<String>,
    /// The last reply code of the server that was not an acceptance.
    reply_code: Option<i32>,
    /// The text of that reply.
    reply_text: Option<String>,
    /// The legal ground that allows it.
    legal_ground: String,
    /// Attempts that ended.
    attempts: i32,
    /// Not before; the next attempt when it was put off.
    due_at: DateTime<Utc>,
    /// When it was written down.
    created_at: DateTime<Utc>,
    /// When it reached an end.
    settled_at: Option<DateTime<Utc>>,
    /// By what its posting is proved.
    proof: Option<String>,
    /// The day of its posting.
    proof_on: Option<NaiveDate>,
}

/// An attempt that ended.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessageAttempt)]
pub(crate) struct AttemptView {
    /// Number, from 1.
    number: i32,
    /// When it ended.
    at: DateTime<Utc>,
    /// What it came to.
    outcome: MessageStateCode,
    /// The reply code of the server.
    reply_code: Option<i32>,
    /// The reply of the server.
    reply_text: Option<String>,
    /// Which worker made it.
    worker: String,
}

/// A message and its attempts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessageDetail)]
pub(crate) struct DetailView {
    /// The message.
    message: MessageView,
    /// Its attempts, the first one first.
    attempts: Vec<AttemptView>,
}

impl From<Message> for MessageView {
    fn from(message: Message) -> Self {
        Self {
            id: message.id.0,
            purpose: message.purpose.kind(),
            purpose_id: message.purpose.id(),
            batch: message.batch,
            channel: ChannelCode(message.channel),
            party: message.party.0,
            name: message.name,
            customer: message.customer.map(|customer| customer.0),
            customer_reference: message.reference,
            language: LanguageCode(message.language),
            state: MessageStateCode(message.state),
            failure_class: message.failure_class.map(FailureClassCode),
            reason: message.reason,
            reply_code: message.reply_code,
            reply_text: message.reply_text,
            legal_ground: message.legal_ground,
            attempts: message.attempts,
            due_at: message.due_at,
            created_at: message.created_at,
            settled_at: message.settled_at,
            proof: message.proof,
            proof_on: message.proof_on,
        }
    }
}

impl From<Attempt> for AttemptView {
    fn from(attempt: Attempt) -> Self {
        Self {
            number: attempt.number,
            at: attempt.at,
            outcome: MessageStateCode(attempt.outcome),
            reply_code: attempt.reply_code,
            reply_text: attempt.reply_text,
            worker: attempt.worker,
        }
    }
}

impl From<Detail> for DetailView {
    fn from(detail: Detail) -> Self {
        let attempts = detail.attempts.into_iter().map(Into::into).collect();
        Self { message: detail.message.into(), attempts }
    }
}
