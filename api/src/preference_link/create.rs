//! `POST /preference-links`

use domain::id::{ContactPointId, PartyId};
use store::preference::link::{NewPreferenceLink, ask};

use super::PreferenceLinkView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Created;
use crate::input::{Body, LanguageCode};
use crate::problem::Problem;

input! {
    /// A link to the preferences to send.
    #[schema(as = NewPreferenceLink, example = json!({
        "party": "01a2076b-4400-7000-9948-9654fcd76fda",
        "contact_point": "01a2076b-4400-7001-8c54-1f0a3a6f7c11",
        "language": "fr",
    }))]
    struct NewPreferenceLinkBody {
        /// Whose preferences: a person, or a customer itself.
        #[schema(value_type = uuid::Uuid)]
        party: PartyId,
        /// The mailbox that it goes to, one of the party's.
        #[schema(value_type = uuid::Uuid)]
        contact_point: ContactPointId,
        /// The language of the mail; that of the party, else of the company above it, when absent.
        language: Option<LanguageCode>,
    }
}

/// Send a person a link to its preferences.
///
/// The link goes by mail to the mailbox itself and works for seven days. One goes to a mailbox in an hour:
/// asked for again before, the one that is on its way is answered.
#[utoipa::path(post, path = "/preference-links")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    key: Key,
    body: Body<NewPreferenceLinkBody>,
) -> Result<Created<PreferenceLinkView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let NewPreferenceLinkBody { party, contact_point: point, language } = body.value;
    let language = match language {
        Some(language) => *language,
        None => {
            let known = store::preference::language_of(db.read(), party).await?;
            known.unwrap_or(may.state().deps.language)
        }
    };
    let id = ask(db, &context, NewPreferenceLink { party, point, language }, key.as_ref()).await?;
    let link = store::preference::link::get(db.read(), id).await?;
    Ok(Created { location: format!("/api/v1/preference-links/{id}"), body: link.into() })
}
