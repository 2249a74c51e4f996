//! Consents: what people decided about being contacted, with its proof.

pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod record;

mod evidence;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::consent::CollectionMethod;
use domain::id::PurposeId;
use domain::purpose::PurposeCode;
use serde::Serialize;
use store::Db;
use store::consent::StoredConsent;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{
    CollectionMethodCode, ContactChannelCode, DecisionCode, Faults, LanguageCode, Wrong,
};
use crate::problem::{Kind, Problem};
use crate::purpose;

/// The purpose that a query names by its code, when it names one.
pub(super) async fn asked_purpose(
    db: &Db,
    code: Option<&PurposeCode>,
) -> Result<Option<PurposeId>, Problem> {
    let Some(code) = code else { return Ok(None) };
    let found = purpose::by_code(db, code).await?.map_err(|wrong| {
        let mut faults = Faults::default();
        faults.of_parameter("purpose", wrong);
        Problem::faults(Kind::MalformedQuery, faults)
    })?;
    Ok(Some(found.purpose.id))
}

/// The method that a body names, when somebody can have collected by it: the firm's proof is worth what its
/// methods are.
pub(crate) fn collected(method: CollectionMethodCode) -> Result<CollectionMethod, Problem> {
    if method.is_the_programs() {
        return Err(Problem::fault("/method", Wrong::new("method_of_the_program")));
    }
    Ok(*method)
}

/// A decision of a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Consent)]
pub(crate) struct ConsentView {
    /// Id.
    id: Uuid,
    /// Whose.
    party: Option<Uuid>,
    /// About which address; `null`: about all of the party's.
    contact_point: Option<Uuid>,
    /// Code of the purpose; `null`: all marketing.
    purpose: Option<String>,
    /// By which channel; `null`: by all.
    channel: Option<ContactChannelCode>,
    /// What was decided.
    decision: DecisionCode,
    /// The words that were shown.
    wording: Option<Uuid>,
    /// The language in which they were shown.
    language: Option<LanguageCode>,
    /// How it was collected.
    method: CollectionMethodCode,
    /// By whom, in words.
    collected_by: Option<String>,
    /// What proves it: texts by name.
    #[schema(value_type = Object)]
    evidence: serde_json::Value,
    /// From when it counts.
    effective_at: DateTime<Utc>,
    /// When we learnt it.
    recorded_at: DateTime<Utc>,
    /// Who recorded it.
    recorded_by: String,
    /// The import that brought it.
    import: Option<Uuid>,
}

impl ConsentView {
    /// The decision, with the codes of the purposes.
    fn of(consent: StoredConsent, purposes: &HashMap<PurposeId, String>) -> Self {
        let record = consent.record;
        Self {
            id: record.id.0,
            party: record.party.map(|party| party.0),
            contact_point: record.point.map(|point| point.0),
            purpose: record.purpose.and_then(|purpose| purposes.get(&purpose).cloned()),
            channel: record.channel.map(ContactChannelCode),
            decision: DecisionCode(record.decision),
            wording: consent.wording.map(|wording| wording.0),
            language: consent.language.map(LanguageCode),
            method: CollectionMethodCode(consent.method),
            collected_by: consent.collected_by,
            evidence: consent.evidence,
            effective_at: record.effective_at,
            recorded_at: record.recorded_at,
            recorded_by: consent.recorded_by,
            import: consent.import.map(|import| import.0),
        }
    }
}
