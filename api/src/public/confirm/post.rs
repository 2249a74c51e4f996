//! `POST /p/confirm/{token}`

use domain::consent::PREFERENCES_LIFE;
use domain::language::Language;
use domain::link::Link;
use store::consent_request::ConsentRequestRecord;
use templates::{Notice, PublicBody};

use super::{ROOT, request};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Fields, Page, Shown, Token, Turned, Visit};

/// Confirm a consent.
///
/// It works once. The words count in the language in which the page showed them.
#[utoipa::path(post, path = "/p/confirm/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token, form: Fields) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let request = match request(&visit).await {
        Ok(request) => request,
        Err(turned) => return visit.answer(Err(turned), form.language()),
    };
    let language = form.language().unwrap_or(visit.language(Some(request.language)));
    visit.answer(confirm(&visit, &request, language).await, Some(language))
}

async fn confirm(
    visit: &Visit,
    request: &ConsentRequestRecord,
    language: Language,
) -> Result<Shown, Turned> {
    store::consent_request::confirm(visit.db(), &visit.context, request.id, language).await?;
    let until = visit.context.now + PREFERENCES_LIFE;
    let own = Link::Preferences { party: request.party, point: request.point, until };
    let token = visit.links().token(own);
    let preferences = Some(format!("../preferences/{token}?language={language}"));
    Ok(Shown { language, body: PublicBody::Notice { notice: Notice::Confirmed, preferences } })
}
