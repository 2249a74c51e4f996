//! `GET /p/confirm/{token}`

use templates::PublicBody;

use super::{ROOT, open, request};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Page, Shown, Token, Visit};

/// Show the words of a consent, to confirm them.
///
/// Nothing changes.
#[utoipa::path(get, path = "/p/confirm/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let request = match request(&visit).await {
        Ok(request) => request,
        Err(turned) => return visit.answer(Err(turned), None),
    };
    let language = visit.language(Some(request.language));
    let shown = open(&visit, &request).map(|()| {
        let words = request.asked.iter().map(|(_, wording)| wording.text(language).to_owned());
        let until = visit.day(request.expires_at);
        Shown { language, body: PublicBody::Confirm { wordings: words.collect(), until } }
    });
    visit.answer(shown, Some(request.language))
}
