//! Asking: the link and its mail are written down together, at most once in a while for each mailbox.

use domain::consent::{PREFERENCE_LINK_LIFE, PREFERENCE_LINK_PAUSE};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{ContactPointId, PartyId, PreferenceLinkId};
use domain::language::Language;
use domain::message::{Channel, Purpose};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use crate::db::Db;
use crate::entity::{contact_point, message as message_row, preference_link};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::message::{self, NewMessage};
use crate::preference::reader::living;
use crate::sql::locks_rows;

/// On what the mail rests: it was asked for.
const LEGAL_GROUND: &str = "contract";

/// A link to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPreferenceLink {
    /// Whose preferences.
    pub party: PartyId,
    /// The mailbox that it goes to, one of the party's.
    pub point: ContactPointId,
    /// The language of the mail.
    pub language: Language,
}

/// Writes a link down for a party, with the mail that brings it. The one that went to the mailbox a short
/// while ago is answered instead.
///
/// # Errors
/// [`StoreError::NotFound`] when the party or the address is gone, or the address is not the party's;
/// [`StoreError::Refused`] when the address is no mailbox (`preference_link_not_by_mail`), or the link of
/// somebody else who reads there was sent a short while ago (`preference_link_lately`).
pub async fn ask(
    db: &Db,
    context: &Context,
    new: NewPreferenceLink,
    idempotency: Option<&Idempotency>,
) -> Result<PreferenceLinkId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| {
        let conn = &**txn;
        let point = locked(conn, new.point).await?;
        let point = point.ok_or(StoreError::NotFound { noun: "contact_point" })?;
        if point.kind != "email" {
            return Err(StoreError::refused("preference_link_not_by_mail"));
        }
        if !living(conn, new.point).await?.iter().any(|reader| reader.id == new.party.0) {
            return Err(StoreError::NotFound { noun: "party" });
        }
        match lately(conn, context, new.point).await? {
            Some(known) if known.party_id == new.party.0 => Ok(PreferenceLinkId(known.id)),
            Some(_) => Err(StoreError::refused("preference_link_lately")),
            None => write(conn, context, new).await,
        }
    })
    .await
}

/// Writes a link down for whoever holds the link of a message to this mailbox. None is when nobody is
/// reached there any more, or one went there a short while ago: whoever asks is told the same.
///
/// # Errors
/// When the database cannot be written.
pub async fn ask_from_mailbox(
    db: &Db,
    context: &Context,
    point: ContactPointId,
    language: Language,
) -> Result<Option<PreferenceLinkId>, StoreError> {
    let txn = db.begin().await?;
    if locked(&*txn, point).await?.is_none_or(|point| point.kind != "email") {
        return Ok(None);
    }
    // Of several who read there, whoever came first: the link of a message names nobody, and a no said by
    // one of them holds for the address.
    // Whose data may be used (GDPR 18): the mail of another would never leave.
    let first = living(&*txn, point).await?.into_iter().find(|of| of.restricted_at.is_none());
    let Some(party) = first.map(|reader| PartyId(reader.id)) else { return Ok(None) };
    if lately(&*txn, context, point).await?.is_some() {
        return Ok(None);
    }
    let id = write(&*txn, context, NewPreferenceLink { party, point, language }).await?;
    txn.commit().await?;
    Ok(Some(id))
}

/// The address, held until the transaction ends: of two who ask at one instant, the second finds the link
/// of the first.
async fn locked<C: ConnectionTrait>(
    conn: &C,
    point: ContactPointId,
) -> Result<Option<contact_point::Model>, StoreError> {
    let mut query = contact_point::Entity::find_by_id(point.0);
    if locks_rows(conn) {
        query = query.lock_exclusive();
    }
    Ok(query.one(conn).await?)
}

/// The link that went to the mailbox a short while ago, or is still on its way: one whose mail did not
/// leave is none.
async fn lately<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    point: ContactPointId,
) -> Result<Option<preference_link::Model>, StoreError> {
    let since = context.now - PREFERENCE_LINK_PAUSE;
    let recent = preference_link::Entity::find()
        .filter(preference_link::Column::ContactPointId.eq(point.0))
        .filter(preference_link::Column::RequestedAt.gt(since))
        .order_by_desc(preference_link::Column::RequestedAt)
        .all(conn)
        .await?;
    let did_not_leave = message_row::Entity::find()
        .filter(message_row::Column::PurposeKind.eq("preference_link"))
        .filter(message_row::Column::PurposeId.is_in(recent.iter().map(|link| link.id)))
        .filter(message_row::Column::State.is_in(["failed", "skipped"]))
        .all(conn)
        .await?;
    let left = |link: &preference_link::Model| {
        !did_not_leave.iter().any(|message| message.purpose_id == link.id)
    };
    Ok(recent.into_iter().find(left))
}

async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    new: NewPreferenceLink,
) -> Result<PreferenceLinkId, StoreError> {
    let id: PreferenceLinkId = context.id();
    let row = preference_link::ActiveModel {
        id: Set(id.0),
        party_id: Set(new.party.0),
        contact_point_id: Set(new.point.0),
        language: Set(new.language.code().to_owned()),
        requested_at: Set(context.now),
        requested_by: Set(context.actor.to_string()),
        expires_at: Set(context.now + PREFERENCE_LINK_LIFE),
    };
    preference_link::Entity::insert(row).exec_without_returning(conn).await?;
    let mail = NewMessage {
        purpose: Purpose::PreferenceLink(id),
        batch: id.0,
        recipient_key: new.party.to_string(),
        channel: Channel::Email,
        party: new.party,
        contact_point: Some(new.point),
        address: None,
        language: new.language,
        legal_ground: LEGAL_GROUND,
        not_before: context.now,
    };
    message::queue(conn, context, vec![mail]).await?;
    let told = NewEvent::new(EventKind::PreferenceLinkRequested, "preference_link", id)
        .of_party(new.party)
        .with(json!({ "contact_point": new.point }));
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}
