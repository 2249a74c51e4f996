//! `POST /p/preferences/{token}`

use domain::language::Language;
use store::preference::{Choice, Wish};
use templates::{Notice, PublicBody};

use super::{Known, ROOT, known};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Fields, Page, Shown, Token, Turned, Visit};

/// Save what a person chose at an address.
///
/// What is not answered stays as it was. A yes is a consent in the words that stood beside it.
#[utoipa::path(post, path = "/p/preferences/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token, form: Fields) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let known = match known(&visit).await {
        Ok(known) => known,
        Err(turned) => return visit.answer(Err(turned), form.language()),
    };
    let language = form.language().unwrap_or(visit.language(known.preferences.language));
    visit.answer(save(&visit, &known, &form, language).await, Some(language))
}

async fn save(
    visit: &Visit,
    known: &Known,
    form: &Fields,
    language: Language,
) -> Result<Shown, Turned> {
    // Without it, the form is none that the page made.
    form.language().ok_or(Turned::Away(Notice::Malformed))?;
    let choices = known.preferences.choices.iter();
    let wishes: Option<Vec<_>> = choices.filter_map(|choice| wish(choice, form)).collect();
    let wishes = wishes.ok_or(Turned::Away(Notice::Malformed))?;
    let (db, context) = (visit.db(), &visit.context);
    store::preference::save(db, context, known.party, known.point, language, &wishes).await?;
    let body = PublicBody::Notice { notice: Notice::Saved, preferences: None };
    Ok(Shown { language, body })
}

/// What was chosen of one purpose: nothing when it was not answered, and nothing within when the answer
/// is none.
fn wish(choice: &Choice, form: &Fields) -> Option<Option<Wish>> {
    let purpose = &choice.purpose.purpose;
    let answer = form.get(&format!("choice-{}", purpose.code))?;
    let wording = form.get(&format!("wording-{}", purpose.code));
    let wording = wording.and_then(|id| id.parse().ok());
    let wish = |yes| Wish { purpose: purpose.id, yes, wording };
    Some(match answer {
        "yes" => Some(wish(true)),
        "no" => Some(wish(false)),
        _ => None,
    })
}
