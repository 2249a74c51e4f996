//! `POST /purposes/{id}/wordings`

use chrono::{DateTime, Utc};
use domain::id::PurposeId;
use store::purpose::NewWording;

use super::WordingView;
use crate::access::{Key, May, WritePurposes};
use crate::answer::Found;
use crate::input::{Body, Id, Raw};
use crate::problem::Problem;

input! {
    /// The next version of the words by which consent is asked.
    #[schema(as = NewConsentWording, example = json!({
        "text_fr": "J’accepte de recevoir vos invitations. Je peux retirer mon accord à tout moment.",
        "text_en": "I agree to receive your invitations. I can take this back at any time.",
    }))]
    struct WordingBody {
        /// In French.
        #[schema(value_type = String, min_length = 1, max_length = 4000)]
        text_fr: Raw<4000>,
        /// In English.
        #[schema(value_type = String, min_length = 1, max_length = 4000)]
        text_en: Raw<4000>,
        /// From when it is shown; from now on when absent.
        valid_from: Option<DateTime<Utc>>,
    }
}

/// Add a version of the words by which consent is asked.
///
/// Versions never change: a consent names the one that was shown.
#[utoipa::path(post, path = "/purposes/{id}/wordings")]
pub(crate) async fn handler(
    may: May<WritePurposes>,
    id: Id<PurposeId>,
    key: Key,
    body: Body<WordingBody>,
) -> Result<Found<WordingView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let WordingBody { text_fr, text_en, valid_from } = body.value;
    let new = NewWording { text_fr: text_fr.0, text_en: text_en.0, valid_from };
    let made = store::purpose::add_wording(db, &context, *id, new, key.as_ref()).await?;
    let all = store::purpose::wordings(db, *id).await?;
    let made = all.into_iter().find(|wording| wording.id == made);
    let made = made.ok_or_else(|| Problem::internal("the wording is gone"))?;
    Ok(Found(made.into()))
}
