//! `POST /consent-requests`

use domain::id::{ContactPointId, PartyId, PurposeId, WordingId};
use domain::purpose::PurposeCode;
use store::Db;
use store::consent_request::{NewConsentRequest, ask};

use super::ConsentRequestView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Created;
use crate::consent::collected;
use crate::input::{Body, CollectionMethodCode, LanguageCode, Text};
use crate::problem::Problem;
use crate::purpose;

input! {
    /// A consent to ask a person to confirm.
    #[schema(as = NewConsentRequest, example = json!({
        "party": "01a2076b-4400-7000-9948-9654fcd76fda",
        "contact_point": "01a2076b-4400-7001-8c54-1f0a3a6f7c11",
        "language": "fr",
        "method": "web_form",
        "collected_by": "www.example.com/newsletter",
        "purposes": [{
            "purpose": "newsletter",
            "wording": "01900000-0000-7000-8000-000000010001",
        }],
    }))]
    struct NewConsentRequestBody {
        /// Whose: a person, or a customer itself.
        #[schema(value_type = uuid::Uuid)]
        party: PartyId,
        /// The mailbox that the link goes to, one of the party's.
        #[schema(value_type = uuid::Uuid)]
        contact_point: ContactPointId,
        /// The language of the mail; that of the party, else of the company above it, when absent.
        language: Option<LanguageCode>,
        /// How it was collected; what runs through the program itself is no such method.
        method: CollectionMethodCode,
        /// By whom, in words.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        collected_by: Option<Text<200>>,
        /// What for, each with the words that were shown.
        purposes: Vec<AskedPurposeBody>,
    }
}

input! {
    /// A purpose, and the words by which consent to it was asked.
    #[schema(as = NewConsentRequestPurpose)]
    struct AskedPurposeBody {
        /// Code of the purpose, which is pursued by mail.
        #[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: PurposeCode,
        /// The words that were shown.
        #[schema(value_type = uuid::Uuid)]
        wording: WordingId,
    }
}

/// Ask a person to confirm a consent.
///
/// The link goes by mail to the mailbox itself and works once, for seven days. The consent counts once the
/// person has followed it and confirmed.
#[utoipa::path(post, path = "/consent-requests")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    key: Key,
    body: Body<NewConsentRequestBody>,
) -> Result<Created<ConsentRequestView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let body = body.value;
    let method = collected(body.method)?;
    let asked = asked(db, body.purposes).await?;
    // Nobody is asked who is not in the file; whoever was merged is asked as who they are now.
    let known = store::preference::language_of(db.read(), body.party).await?;
    let usual = known.unwrap_or(may.state().deps.language);
    let new = NewConsentRequest {
        party: store::merge::resolve_party(db.read(), body.party).await?,
        point: body.contact_point,
        language: body.language.map_or(usual, |language| *language),
        method,
        collected_by: body.collected_by.map(|by| by.0),
        asked,
    };
    let id = ask(db, &context, new, key.as_ref()).await?;
    let request = store::consent_request::get(db.read(), id).await?;
    let view = ConsentRequestView::of(request, context.now);
    Ok(Created { location: format!("/api/v1/consent-requests/{id}"), body: view })
}

async fn asked(
    db: &Db,
    purposes: Vec<AskedPurposeBody>,
) -> Result<Vec<(PurposeId, WordingId)>, Problem> {
    let mut asked = Vec::with_capacity(purposes.len());
    for (place, one) in purposes.into_iter().enumerate() {
        let found = purpose::by_code(db, &one.purpose).await?;
        let at = format!("/purposes/{place}/purpose");
        let found = found.map_err(|wrong| Problem::fault(&at, wrong))?;
        asked.push((found.purpose.id, one.wording));
    }
    Ok(asked)
}
