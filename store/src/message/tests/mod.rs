//! The ledger on both engines.

mod claims;
mod journals;
mod looks;
mod people;
mod sending;

use std::collections::BTreeMap;

use chrono::Duration;
use domain::context::Context;
use domain::id::{ContactPointId, MessageId, NoticeId, PartyId};
use domain::language::Language;
use domain::message::{Channel, MessageState, Outcome, Reply};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::*;
use crate::Db;
use crate::entity::{contact_point, message, message_attempt, party, party_contact_point};
use crate::page::PageRequest;
use crate::testing::{context, context_at};

/// The batch of the tests.
const BATCH: Uuid = Uuid::from_u128(77);

/// A party and its address.
pub(super) async fn recipient(db: &Db, context: &Context, name: &str) -> (PartyId, ContactPointId) {
    let (party, point): (PartyId, ContactPointId) = (context.id(), context.id());
    let row = party::ActiveModel {
        id: Set(party.0),
        kind: Set("organisation".to_owned()),
        name: Set(name.to_owned()),
        name_folded: Set(name.to_lowercase()),
        version: Set(1),
        created_at: Set(context.now),
        updated_at: Set(context.now),
        ..Default::default()
    };
    let txn = db.begin().await.unwrap();
    party::Entity::insert(row).exec_without_returning(&*txn).await.unwrap();
    let address = format!("{name}@example.org");
    let row = contact_point::ActiveModel {
        id: Set(point.0),
        kind: Set("email".to_owned()),
        value: Set(address.clone()),
        value_key: Set(address),
        created_at: Set(context.now),
        ..Default::default()
    };
    contact_point::Entity::insert(row).exec_without_returning(&*txn).await.unwrap();
    let row = party_contact_point::ActiveModel {
        party_id: Set(party.0),
        contact_point_id: Set(point.0),
        role: Set("main".to_owned()),
        position: Set(0),
    };
    party_contact_point::Entity::insert(row).exec_without_returning(&*txn).await.unwrap();
    txn.commit().await.unwrap();
    (party, point)
}

/// A message to a recipient.
pub(super) fn new(
    context: &Context,
    to: (PartyId, ContactPointId),
    channel: Channel,
) -> NewMessage {
    NewMessage {
        purpose: Purpose::DunningNotice(context.id::<NoticeId>()),
        batch: BATCH,
        recipient_key: to.0.to_string(),
        channel,
        party: to.0,
        contact_point: Some(to.1),
        address: None,
        language: Language::Fr,
        legal_ground: "contract",
        not_before: context.now,
    }
}

/// Queues `count` mails, each to a recipient of its own.
pub(super) async fn queued(db: &Db, context: &Context, count: usize) {
    let mut messages = Vec::new();
    for number in 0..count {
        let to = recipient(db, context, &format!("r{number}-{}", context.id::<Uuid>())).await;
        messages.push(new(context, to, Channel::Email));
    }
    queue_all(db, context, messages).await;
}

pub(super) async fn queue_all(db: &Db, context: &Context, messages: Vec<NewMessage>) {
    let txn = db.begin().await.unwrap();
    queue(&*txn, context, messages).await.unwrap();
    txn.commit().await.unwrap();
}

/// Claims a page of mails for five minutes.
pub(super) async fn claim(db: &Db, context: &Context, limit: u32) -> Option<ClaimedPage> {
    claim_of(db, context, limit, Scope::Mail).await
}

pub(super) async fn claim_of(
    db: &Db,
    context: &Context,
    limit: u32,
    scope: Scope,
) -> Option<ClaimedPage> {
    let lease = Duration::minutes(5);
    let token = context.id();
    let claim = Claim { token, worker: "test", batch: Some(BATCH), scope, limit, lease };
    claim_page(db, context, &claim).await.unwrap()
}

/// Records outcomes of a page.
pub(super) async fn record(
    db: &Db,
    context: &Context,
    token: Uuid,
    outcomes: Vec<(MessageId, Outcome)>,
    unbegun: Vec<MessageId>,
) -> Recorded {
    let lost = LostAnswer::Uncertain;
    let settlement = Settlement { token, worker: "test", outcomes, unbegun, lost };
    record_outcomes(db, context, settlement).await.unwrap()
}

pub(super) fn accepted() -> Outcome {
    Outcome::Accepted { reply: Some(Reply::new(Some(250), "2.0.0 Ok: queued as 4F")) }
}

/// How many messages are in each state, by their rows; and the counters and attempts agree.
pub(super) async fn states(db: &Db) -> BTreeMap<MessageState, i64> {
    let mut states = BTreeMap::new();
    let attempts = message_attempt::Entity::find().all(db.read()).await.unwrap();
    for row in message::Entity::find().all(db.read()).await.unwrap() {
        *states.entry(row.state.parse().unwrap()).or_default() += 1;
        let made = attempts.iter().filter(|attempt| attempt.message_id == row.id).count();
        assert_eq!(usize::try_from(row.attempts).unwrap(), made, "attempts of {}", row.id);
        assert_eq!(row.lease_until.is_some(), row.state == "claimed");
    }
    let mut counted = counts_of_batch(db.read(), BATCH).await.unwrap();
    counted.retain(|_, count| *count != 0);
    assert_eq!(counted, states, "the counters agree with the rows");
    states
}

/// The states as pairs of a code and a count.
pub(super) async fn tally(db: &Db) -> Vec<(&'static str, i64)> {
    states(db).await.into_iter().map(|(state, count)| (state.code(), count)).collect()
}

/// The same context, later.
pub(super) fn later(context: &Context, by: Duration) -> Context {
    let mut later = context_at(context.now + by);
    later.ids = context.ids.clone();
    later
}

pub(super) fn ids(page: &ClaimedPage) -> Vec<MessageId> {
    page.messages.iter().map(|message| message.id).collect()
}

pub(super) async fn all(db: &Db) -> Vec<Message> {
    list(db.read(), Filter::default(), PageRequest::first(1_000)).await.unwrap().items
}
