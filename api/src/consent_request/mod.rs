//! Consents that wait for their person: asked for with a mail, given once its link is followed and its page
//! confirmed (double opt-in).

pub(crate) mod create;
pub(crate) mod get;

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::consent_request::ConsentRequestRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{CollectionMethodCode, LanguageCode, RequestStateCode};

/// A consent that a person is asked to confirm. The link itself stands in the mail alone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsentRequest)]
pub(crate) struct ConsentRequestView {
    /// Id, and that of the batch of its message.
    id: Uuid,
    /// Whose.
    party: Uuid,
    /// The mailbox that the link goes to.
    contact_point: Uuid,
    /// The language of the mail.
    language: LanguageCode,
    /// How it was collected.
    method: CollectionMethodCode,
    /// By whom, in words.
    collected_by: Option<String>,
    /// What for, and in which words.
    purposes: Vec<ConsentRequestPurposeView>,
    /// Where it stands.
    state: RequestStateCode,
    /// When it was asked for.
    requested_at: DateTime<Utc>,
    /// Until when the link works.
    expires_at: DateTime<Utc>,
    /// When the person confirmed.
    confirmed_at: Option<DateTime<Utc>>,
}

/// A purpose of a consent to confirm.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsentRequestPurpose)]
pub(crate) struct ConsentRequestPurposeView {
    /// Code of the purpose.
    purpose: String,
    /// The words that were shown.
    wording: Uuid,
}

impl ConsentRequestView {
    /// The request as it stands at `now`.
    fn of(request: ConsentRequestRecord, now: DateTime<Utc>) -> Self {
        let state = RequestStateCode(request.state(now));
        let purposes = request.asked.into_iter().map(|(record, wording)| {
            let purpose = record.purpose.code.as_str().to_owned();
            ConsentRequestPurposeView { purpose, wording: wording.id.0 }
        });
        Self {
            id: request.id.0,
            party: request.party.0,
            contact_point: request.point.0,
            language: LanguageCode(request.language),
            method: CollectionMethodCode(request.method),
            collected_by: request.collected_by,
            purposes: purposes.collect(),
            state,
            requested_at: request.requested_at,
            expires_at: request.expires_at,
            confirmed_at: request.confirmed_at,
        }
    }
}
