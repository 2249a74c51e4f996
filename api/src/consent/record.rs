//! `POST /consents`

use chrono::{DateTime, Utc};
use domain::consent::NewConsent;
use domain::id::{ContactPointId, PartyId, WordingId};
use domain::purpose::PurposeCode;

use super::evidence::EvidenceInput;
use super::{ConsentView, collected};
use crate::access::{Key, May, RecordConsents};
use crate::answer::Created;
use crate::input::{
    Body, CollectionMethodCode, ContactChannelCode, DecisionCode, LanguageCode, Text,
};
use crate::problem::Problem;
use crate::purpose;

input! {
    /// A decision of a person. It names a party, a contact point, or both.
    #[schema(as = NewConsent, example = json!({
        "party": "01a2076b-4400-7000-9948-9654fcd76fda",
        "purpose": "newsletter",
        "channel": "email",
        "decision": "given",
        "wording": "01900000-0000-7000-8000-000000010001",
        "language": "fr",
        "method": "paper",
        "collected_by": "Salon de Lyon",
        "evidence": { "fiche": "F-12" },
    }))]
    struct NewConsentBody {
        /// Whose.
        #[schema(value_type = Option<uuid::Uuid>)]
        party: Option<PartyId>,
        /// About which address; absent: about all of the party's.
        #[schema(value_type = Option<uuid::Uuid>)]
        contact_point: Option<ContactPointId>,
        /// Code of the purpose; absent: all marketing, which only a no may be.
        #[schema(value_type = Option<String>, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: Option<PurposeCode>,
        /// By which channel; absent: by all, which only a no may be.
        channel: Option<ContactChannelCode>,
        /// What was decided.
        decision: DecisionCode,
        /// The words that were shown; a yes needs them.
        #[schema(value_type = Option<uuid::Uuid>)]
        wording: Option<WordingId>,
        /// The language in which they were shown; a yes needs it.
        language: Option<LanguageCode>,
        /// How it was collected; what runs through the program itself (`double_opt_in`, `preference_centre`,
        /// `unsubscribe_link`, `import`, `rule`) is recorded by it alone.
        method: CollectionMethodCode,
        /// By whom, in words.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        collected_by: Option<Text<200>>,
        /// What proves it.
        evidence: Option<EvidenceInput>,
        /// From when it counts; now when absent, never later.
        effective_at: Option<DateTime<Utc>>,
    }
}

/// Record a decision of a person.
///
/// Records are never changed: a later one says what has become of an earlier one.
#[utoipa::path(post, path = "/consents")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    key: Key,
    body: Body<NewConsentBody>,
) -> Result<Created<ConsentView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let body = body.value;
    let method = collected(body.method)?;
    let new = NewConsent {
        party: body.party,
        point: body.contact_point,
        purpose: purpose::of_body(db, body.purpose.as_ref()).await?,
        channel: body.channel.map(|channel| *channel),
        decision: *body.decision,
        wording: body.wording,
        language: body.language.map(|language| *language),
        method,
        collected_by: body.collected_by.map(|by| by.0),
        evidence: body.evidence.unwrap_or_default().0,
        effective_at: body.effective_at.unwrap_or(context.now),
        import: None,
    };
    let id = store::consent::record(db, &context, new, key.as_ref()).await?;
    let consent = store::consent::get(db, id).await?;
    let view = ConsentView::of(consent, &purpose::codes(db).await?);
    Ok(Created { location: format!("/api/v1/consents/{id}"), body: view })
}
