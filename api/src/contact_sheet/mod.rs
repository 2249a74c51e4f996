//! Contact sheets: what is collected at once, face to face, at a trade event or by phone.

pub(crate) mod create;
pub(crate) mod form;
pub(crate) mod get;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::contact_sheet::ContactSheetRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{CollectionMethodCode, LanguageCode};

/// A contact sheet, by what was made of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactSheet)]
pub(crate) struct ContactSheetView {
    /// Id.
    id: Uuid,
    /// The customer.
    customer: Uuid,
    /// Whom it is about: the party of the customer, or a person of it.
    party: Uuid,
    /// How it was collected.
    method: CollectionMethodCode,
    /// Where.
    place: Option<String>,
    /// The language in which the words were shown.
    language: LanguageCode,
    /// The note of what they need and what was handed over.
    note: Uuid,
    /// The task of who follows up.
    task: Uuid,
    /// The question by mail whether the consents are meant; `null` when there is none to confirm.
    consent_request: Option<Uuid>,
    /// When it was filled in.
    filled_at: DateTime<Utc>,
    /// By whom.
    filled_by: String,
}

impl From<ContactSheetRecord> for ContactSheetView {
    fn from(sheet: ContactSheetRecord) -> Self {
        Self {
            id: sheet.id.0,
            customer: sheet.customer.0,
            party: sheet.party.0,
            method: CollectionMethodCode(sheet.method),
            place: sheet.place,
            language: LanguageCode(sheet.language),
            note: sheet.note.0,
            task: sheet.task.0,
            consent_request: sheet.consent_request.map(|request| request.0),
            filled_at: sheet.filled_at,
            filled_by: sheet.filled_by,
        }
    }
}
