//! Asking: the request and its mail are written down together.

use domain::consent::{CollectionMethod, REQUEST_LIFE};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::{ConsentRequestId, ContactPointId, PartyId, PurposeId, WordingId};
use domain::language::Language;
use domain::message::{Channel, Purpose};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::json;

use crate::consent::{require_own, require_subject};
use crate::db::Db;
use crate::entity::{consent_request, consent_request_purpose, consent_wording, contact_point};
use crate::error::StoreError;
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::message::{self, NewMessage};
use crate::purpose;

/// On what the mail rests: it was asked for.
const LEGAL_GROUND: &str = "contract";

/// A consent to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsentRequest {
    /// Whose.
    pub party: PartyId,
    /// The mailbox that the link goes to.
    pub point: ContactPointId,
    /// The language of the mail and the page.
    pub language: Language,
    /// How it was collected.
    pub method: CollectionMethod,
    /// By whom, in words.
    pub collected_by: Option<String>,
    /// What for, each with the text that was shown.
    pub asked: Vec<(PurposeId, WordingId)>,
}

/// Writes a request down, with the mail that brings the link.
///
/// # Errors
/// [`StoreError::Refused`] when nothing is asked (`request_of_nothing`), the address is no mailbox
/// (`consent_request_not_by_mail`) or another's (`consent_point_of_another`), a purpose is not pursued by
/// mail (`purpose_not_by_mail`) or a text is another purpose's; [`StoreError::NotFound`] when what it names
/// is not there.
pub async fn ask(
    db: &Db,
    context: &Context,
    new: NewConsentRequest,
    idempotency: Option<&Idempotency>,
) -> Result<ConsentRequestId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| ask_in(&**txn, context, new).await)
        .await
}

/// [`ask`] within a transaction.
///
/// # Errors
/// As [`ask`].
pub async fn ask_in<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    new: NewConsentRequest,
) -> Result<ConsentRequestId, StoreError> {
    if new.asked.is_empty() {
        return Err(StoreError::refused("request_of_nothing"));
    }
    require_subject(conn, Some(new.party), Some(new.point)).await?;
    let point = contact_point::Entity::find_by_id(new.point.0).one(conn).await?;
    if point.is_none_or(|point| point.kind != "email") {
        return Err(StoreError::refused("consent_request_not_by_mail"));
    }
    require_own(conn, new.party, new.point).await?;
    for (id, wording) in &new.asked {
        let purpose = purpose::get(conn, *id).await?.purpose;
        if !purpose.active || !purpose.channels.contains(&ContactChannel::Email) {
            return Err(StoreError::refused("purpose_not_by_mail"));
        }
        let wording = consent_wording::Entity::find_by_id(wording.0).one(conn).await?;
        let wording = wording.ok_or(StoreError::NotFound { noun: "consent_wording" })?;
        if wording.purpose_id != id.0 {
            return Err(StoreError::refused("wording_of_another_purpose"));
        }
        // Nobody could confirm it: its words are not shown yet.
        if wording.valid_from > context.now {
            return Err(StoreError::refused("wording_not_yet_shown"));
        }
    }
    let id: ConsentRequestId = context.id();
    consent_request::Entity::insert(row(context, id, &new)).exec_without_returning(conn).await?;
    let asked = new.asked.iter().map(|(purpose, wording)| consent_request_purpose::ActiveModel {
        request_id: Set(id.0),
        purpose_id: Set(purpose.0),
        wording_id: Set(wording.0),
    });
    consent_request_purpose::Entity::insert_many(asked).exec_without_returning(conn).await?;
    let mail = NewMessage {
        purpose: Purpose::ConsentRequest(id),
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
    let purposes: Vec<_> = new.asked.iter().map(|(purpose, _)| purpose).collect();
    let told = NewEvent::new(EventKind::ConsentRequested, "consent_request", id)
        .of_party(new.party)
        .with(json!({ "purposes": purposes, "contact_point": new.point, "method": new.method }));
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}

fn row(
    context: &Context,
    id: ConsentRequestId,
    new: &NewConsentRequest,
) -> consent_request::ActiveModel {
    consent_request::ActiveModel {
        id: Set(id.0),
        party_id: Set(new.party.0),
        contact_point_id: Set(new.point.0),
        language: Set(new.language.code().to_owned()),
        method: Set(new.method.code().to_owned()),
        collected_by: Set(new.collected_by.clone()),
        requested_at: Set(context.now),
        requested_by: Set(context.actor.to_string()),
        expires_at: Set(context.now + REQUEST_LIFE),
        confirmed_at: Set(None),
    }
}
