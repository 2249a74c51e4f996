//! Writing messages down, inside the transaction of what they are sent for.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::id::{AddressId, ContactPointId, PartyId};
use domain::language::Language;
use domain::message::{Channel, MessageState, Purpose};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

use super::DELIVER;
use super::count::Shift;
use crate::entity::message;
use crate::error::StoreError;
use crate::many::insert_all;
use crate::outbox;

/// A message to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// What it is sent for.
    pub purpose: Purpose,
    /// What it is queued with: the run, the campaign.
    pub batch: Uuid,
    /// What makes two recipients the same within the purpose.
    pub recipient_key: String,
    /// How it leaves.
    pub channel: Channel,
    /// To whom.
    pub party: PartyId,
    /// Where, by mail or telephone.
    pub contact_point: Option<ContactPointId>,
    /// Where, by post.
    pub address: Option<AddressId>,
    /// In which language.
    pub language: Language,
    /// The legal ground that allows it, a stable code.
    pub legal_ground: &'static str,
    /// Not before.
    pub not_before: DateTime<Utc>,
}

/// Writes `messages` down, counts them, and asks for a look at each of their batches.
///
/// # Errors
/// [`StoreError::Conflict`] when one of them was written down before; when the database cannot be
/// written.
pub async fn queue<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    messages: Vec<NewMessage>,
) -> Result<(), StoreError> {
    let mut shift = Shift::default();
    let mut first: BTreeMap<Uuid, DateTime<Utc>> = BTreeMap::new();
    for message in &messages {
        shift.add(message.batch, MessageState::Queued, 1);
        let due = first.entry(message.batch).or_insert(message.not_before);
        *due = message.not_before.min(*due);
    }
    insert_all(conn, messages.into_iter().map(|new| row(context, new)).collect()).await?;
    for (batch, due) in first {
        outbox::ask(conn, context, DELIVER, batch, due).await?;
    }
    shift.write(conn).await
}

fn row(context: &Context, new: NewMessage) -> message::ActiveModel {
    message::ActiveModel {
        id: Set(context.id()),
        purpose_kind: Set(new.purpose.kind().to_owned()),
        purpose_id: Set(new.purpose.id()),
        batch_id: Set(new.batch),
        recipient_key: Set(new.recipient_key),
        channel: Set(new.channel.code().to_owned()),
        party_id: Set(new.party.into()),
        contact_point_id: Set(new.contact_point.map(Into::into)),
        address_id: Set(new.address.map(Into::into)),
        language: Set(new.language.code().to_owned()),
        state: Set(MessageState::Queued.code().to_owned()),
        legal_ground: Set(new.legal_ground.to_owned()),
        attempts: Set(0),
        due_at: Set(new.not_before),
        created_at: Set(context.now),
        ..Default::default()
    }
}
