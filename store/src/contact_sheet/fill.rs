//! Filling in a sheet: the party, the note, the consents, the task and the mail, all or nothing.

use std::collections::BTreeMap;

use domain::consent::{CollectionMethod, Decision, NewConsent};
use domain::contact_sheet::{ContactSheet, SheetAnswer, SheetFault};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::customer::NoteKind;
use domain::event::{EventKind, NewEvent};
use domain::id::{ConsentRequestId, ContactPointId, ContactSheetId, PartyId};
use domain::task::TaskSubject;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::meet::{meet, point_of};
use crate::consent_request::{self, NewConsentRequest};
use crate::customer::{self, NewNote};
use crate::db::{Db, Write};
use crate::entity::contact_sheet;
use crate::error::{Refusal, StoreError};
use crate::idempotency::{self, Idempotency};
use crate::task::{self, NewTask};
use crate::{consent, event};

/// Keeps a sheet.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`SheetFault`] or of whatever a part of it breaks;
/// [`StoreError::NotFound`] when the customer, the person, a purpose, a text or the user who follows up
/// is not there.
pub async fn fill(
    db: &Db,
    context: &Context,
    sheet: ContactSheet,
    idempotency: Option<&Idempotency>,
) -> Result<ContactSheetId, StoreError> {
    let sheet = sheet.checked().map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| fill_in(txn, context, &sheet).await)
        .await
}

async fn fill_in(
    txn: &Write,
    context: &Context,
    sheet: &ContactSheet,
) -> Result<ContactSheetId, StoreError> {
    let id: ContactSheetId = context.id();
    let met = meet(txn, context, sheet).await?;
    let note = NewNote {
        kind: if sheet.method == CollectionMethod::Phone {
            NoteKind::CallIn
        } else {
            NoteKind::Visit
        },
        person: met.person,
        text: told(sheet),
        at: Some(context.now),
    };
    let note = customer::write_note_in(&**txn, context, met.customer, note).await?;
    let subject = match met.person {
        Some(person) => (TaskSubject::Person, person.0),
        None => (TaskSubject::Customer, met.customer.0),
    };
    let task = NewTask { subject, draft: sheet.follow_up.clone() };
    let task = task::create_in(&**txn, context, task).await?;
    for answer in sheet.answers.iter().filter(|answer| !answer.is_to_confirm()) {
        let point = point_of(&**txn, sheet, met.party, answer.channel).await?;
        if answer.yes && point.is_none() && answer.channel.kind().is_some() {
            return Err(Refusal::from(SheetFault::WithoutAddress).into());
        }
        // A no is about all addresses of the person, a yes about the one at which it was said.
        let point = point.filter(|_| answer.yes);
        let new = decided(context, id, sheet, met.party, point, answer);
        consent::record_in(txn, context, new).await?;
    }
    let request = ask(txn, context, sheet, met.party).await?;
    let row = contact_sheet::ActiveModel {
        id: Set(id.0),
        customer_id: Set(met.customer.0),
        party_id: Set(met.party.0),
        method: Set(sheet.method.code().to_owned()),
        place: Set(sheet.place.clone()),
        language: Set(sheet.language.code().to_owned()),
        note_id: Set(note.0),
        task_id: Set(task.0),
        consent_request_id: Set(request.map(|request| request.0)),
        filled_at: Set(context.now),
        filled_by: Set(context.actor.to_string()),
    };
    contact_sheet::Entity::insert(row).exec_without_returning(&**txn).await?;
    let told = NewEvent::new(EventKind::ContactSheetFilled, "contact_sheet", id)
        .of_customer(met.customer)
        .of_party(met.party)
        .with(json!({ "method": sheet.method, "note_id": note, "task_id": task }));
    event::record(&**txn, context, vec![told]).await?;
    Ok(id)
}

/// The text of the note.
fn told(sheet: &ContactSheet) -> String {
    let parts = [sheet.place.as_deref(), Some(&sheet.need), sheet.handed_over.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn decided(
    context: &Context,
    id: ContactSheetId,
    sheet: &ContactSheet,
    party: PartyId,
    point: Option<ContactPointId>,
    answer: &SheetAnswer,
) -> NewConsent {
    NewConsent {
        party: Some(party),
        point,
        purpose: Some(answer.purpose),
        channel: Some(answer.channel),
        decision: if answer.yes { Decision::Given } else { Decision::Refused },
        wording: Some(answer.wording),
        language: Some(sheet.language),
        method: sheet.method,
        collected_by: sheet.place.clone(),
        evidence: BTreeMap::from([("contact_sheet".to_owned(), id.to_string())]),
        effective_at: context.now,
        import: None,
    }
}

/// Asks by mail for what is to be confirmed; none when nothing is.
async fn ask(
    txn: &Write,
    context: &Context,
    sheet: &ContactSheet,
    party: PartyId,
) -> Result<Option<ConsentRequestId>, StoreError> {
    let asked = sheet.answers.iter().filter(|answer| answer.is_to_confirm());
    let asked: Vec<_> = asked.map(|answer| (answer.purpose, answer.wording)).collect();
    if asked.is_empty() {
        return Ok(None);
    }
    let point = point_of(&**txn, sheet, party, ContactChannel::Email).await?;
    let new = NewConsentRequest {
        party,
        point: point.ok_or(Refusal::from(SheetFault::WithoutAddress))?,
        language: sheet.language,
        method: sheet.method,
        collected_by: sheet.place.clone(),
        asked,
    };
    consent_request::ask_in(&**txn, context, new).await.map(Some)
}
