//! `POST /p/preferences/{token}`

use domain::contactability::ContactChannel;
use domain::language::Language;
use store::preference::{Choice, Wish};
use templates::{Notice, PublicBody};

use super::{Known, ROOT, known};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Fields, Page, Shown, Token, Turned, Visit};

/// Save what a person chose at an address.
///
/// A box that was ticked is a consent in the words that stood beside it, one that was emptied takes it back, and
/// what is not answered stays as it was. With the field `all=no`, of the page's other button, the person
/// objects to all marketing.
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
    let (db, context, party, point) = (visit.db(), &visit.context, known.party, known.point);
    match form.get("all") {
        Some("no") => {
            store::preference::refuse_all(db, context, party, point, language).await?;
        }
        Some(_) => return Err(Turned::Away(Notice::Malformed)),
        None => {
            let choices = known.preferences.choices.iter();
            let wishes: Option<Vec<_>> = choices.map(|choice| wishes(choice, form)).collect();
            let wishes = wishes.ok_or(Turned::Away(Notice::Malformed))?.concat();
            store::preference::save(db, context, party, point, language, &wishes).await?;
        }
    }
    let body = PublicBody::Notice { notice: Notice::Saved, preferences: None };
    Ok(Shown { language, body })
}

/// What was chosen of one purpose; none when an answer is none of the page's.
fn wishes(choice: &Choice, form: &Fields) -> Option<Vec<Wish>> {
    let purpose = &choice.purpose.purpose;
    let wording = form.get(&format!("wording-{}", purpose.code));
    let wording = wording.and_then(|id| id.parse().ok());
    let whole = answer(form, &format!("choice-{}", purpose.code))?;
    if whole == Some(false) {
        // A no to the purpose ends it by every channel, whatever else the form says.
        return Some(vec![Wish { purpose: purpose.id, channel: None, yes: false, wording }]);
    }
    let mut wishes = Vec::new();
    for one in &choice.channels {
        let field = format!("{}-{}", purpose.code, one.channel);
        let ticked = answer(form, &format!("choice-{field}"))?;
        // A box that comes back empty was emptied when the page showed it ticked; else it says nothing.
        let stood = form.get(&format!("stood-{field}")).is_some();
        let yes = match (whole, ticked) {
            // A box that came back as it was shown says nothing new, whatever was decided meanwhile.
            (None, Some(true)) if stood => None,
            // A yes to the purpose is about the mailbox, which alone is asked about so.
            (Some(true), None) if one.channel == ContactChannel::Email => Some(true),
            (_, None) if stood => Some(false),
            (_, said) => said,
        };
        let wish = |yes| Wish { purpose: purpose.id, channel: Some(one.channel), yes, wording };
        wishes.extend(yes.map(wish));
    }
    Some(wishes)
}

/// A yes, a no or nothing within; none when the field says something else.
fn answer(form: &Fields, field: &str) -> Option<Option<bool>> {
    match form.get(field) {
        None => Some(None),
        Some("yes") => Some(Some(true)),
        Some("no") => Some(Some(false)),
        Some(_) => None,
    }
}
