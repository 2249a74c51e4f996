//! `GET /p/preferences/{token}`

use domain::consent::Decision;
use domain::language::Language;
use store::preference::{ChannelChoice, Choice, Preferences};
use templates::{PublicBody, PublicChannel, PublicChoice};

use super::{ROOT, known};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Page, Shown, Token, Visit};

/// Show what a person may choose at an address.
///
/// Nothing changes, and nothing is ticked that the person did not say.
#[utoipa::path(get, path = "/p/preferences/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let known = match known(&visit).await {
        Ok(known) => known.preferences,
        Err(turned) => return visit.answer(Err(turned), None),
    };
    let language = visit.language(known.language);
    let choices = known.choices.iter().map(|choice| shown(choice, language)).collect();
    let Preferences { address, refused, refusable, .. } = known;
    let body = PublicBody::Preferences { address, choices, refused, refusable };
    visit.answer(Ok(Shown { language, body }), None)
}

const fn is_given(one: &ChannelChoice) -> bool {
    matches!(one.decision, Some(Decision::Given))
}

fn shown(choice: &Choice, language: Language) -> PublicChoice {
    let wording = choice.wording.as_ref();
    // Without words nothing can be ticked; what was ticked can be emptied.
    let channels = choice.channels.iter().filter(|one| wording.is_some() || is_given(one));
    let channels = channels.map(|one| PublicChannel {
        channel: one.channel,
        yes: is_given(one),
        no: one.decision.is_some_and(Decision::is_negative),
    });
    PublicChoice {
        code: choice.purpose.purpose.code.as_str().to_owned(),
        label: choice.purpose.label(language).to_owned(),
        wording: wording.map(|wording| wording.id.to_string()),
        text: wording.map(|wording| wording.text(language).to_owned()).unwrap_or_default(),
        channels: channels.collect(),
    }
}
