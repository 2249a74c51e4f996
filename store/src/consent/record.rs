//! Recording decisions.

use domain::consent::NewConsent;
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::id::ConsentId;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{require_own, require_subject};
use crate::db::{Db, Write};
use crate::entity::{consent, consent_wording, purpose};
use crate::error::{Refusal, StoreError};
use crate::idempotency::{self, Idempotency};
use crate::suppression::suppress_refused;
use crate::{contact_point, event};

/// Records a decision of a person.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`domain::consent::ConsentFault`] (a decision dated in the
/// future, a yes without the text that was shown, ...) or when the address is and was another's
/// (`consent_point_of_another`), [`StoreError::NotFound`] when what it names is not there.
pub async fn record(
    db: &Db,
    context: &Context,
    new: NewConsent,
    idempotency: Option<&Idempotency>,
) -> Result<ConsentId, StoreError> {
    idempotency::once(db, context, idempotency, async |txn| record_in(txn, context, new).await)
        .await
}

/// [`record`] within a transaction. A no suppresses the addresses that it is about.
///
/// # Errors
/// As [`record`].
pub async fn record_in(
    txn: &Write,
    context: &Context,
    new: NewConsent,
) -> Result<ConsentId, StoreError> {
    let conn = &**txn;
    let new = new.checked(context.now).map_err(Refusal::from)?;
    require_subject(conn, new.party, new.point).await?;
    if let (Some(party), Some(point)) = (new.party, new.point) {
        require_own(conn, party, point).await?;
    }
    if let Some(id) = new.purpose {
        let known = purpose::Entity::find_by_id(id.0).one(conn).await?;
        known.ok_or(StoreError::NotFound { noun: "purpose" })?;
    }
    if let Some(id) = new.wording {
        let known = consent_wording::Entity::find_by_id(id.0).one(conn).await?;
        let known = known.ok_or(StoreError::NotFound { noun: "consent_wording" })?;
        if Some(known.purpose_id) != new.purpose.map(|purpose| purpose.0) {
            return Err(StoreError::refused("wording_of_another_purpose"));
        }
        if new.effective_at < known.valid_from {
            return Err(StoreError::refused("wording_not_yet_shown"));
        }
    }
    let id = record_row_in(txn, context, &new).await?;
    if new.decision.is_negative() {
        suppress_refused(txn, context, &new.as_record(id, context.now)).await?;
    }
    Ok(id)
}

/// The record alone, of a decision that is known to be sound: whoever writes it suppresses what is refused.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn record_row_in(
    txn: &Write,
    context: &Context,
    new: &NewConsent,
) -> Result<ConsentId, StoreError> {
    let conn = &**txn;
    let id: ConsentId = context.id();
    let (row, mut told) = (row(context, id, new), story(id, new));
    if let (None, Some(point)) = (new.party, new.point) {
        let sharers = contact_point::sharers(conn, &[point]).await?;
        told = contact_point::also_of_sharers(told, &sharers);
    }
    consent::Entity::insert(row).exec_without_returning(conn).await?;
    event::record(conn, context, vec![told]).await?;
    Ok(id)
}

pub(super) fn row(context: &Context, id: ConsentId, new: &NewConsent) -> consent::ActiveModel {
    consent::ActiveModel {
        id: Set(id.0),
        party_id: Set(new.party.map(Into::into)),
        contact_point_id: Set(new.point.map(Into::into)),
        purpose_id: Set(new.purpose.map(Into::into)),
        channel: Set(new.channel.map(|channel| channel.code().to_owned())),
        decision: Set(new.decision.code().to_owned()),
        wording_id: Set(new.wording.map(Into::into)),
        language: Set(new.language.map(|language| language.code().to_owned())),
        method: Set(new.method.code().to_owned()),
        collected_by: Set(new.collected_by.clone()),
        evidence: Set(json!(new.evidence)),
        effective_at: Set(new.effective_at),
        recorded_at: Set(context.now),
        recorded_by: Set(context.actor.to_string()),
        import_id: Set(new.import.map(Into::into)),
    }
}

/// What the timeline tells: codes and ids, never the evidence.
pub(super) fn story(id: ConsentId, new: &NewConsent) -> NewEvent {
    let told = NewEvent::new(EventKind::ConsentRecorded, "consent", id).with(json!({
        "decision": new.decision,
        "purpose": new.purpose,
        "channel": new.channel,
        "contact_point": new.point,
        "method": new.method,
        "import": new.import,
    }));
    NewEvent { party: new.party, ..told }
}
