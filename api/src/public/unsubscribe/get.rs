//! `GET /u/{token}`

use templates::PublicBody;

use super::{ROOT, label, named, readers_language};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Page, Shown, Token, Turned, Visit};

/// Show what would no longer be sent.
///
/// Nothing changes.
#[utoipa::path(get, path = "/u/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let shown = shown(&visit).await;
    visit.answer(shown, None)
}

async fn shown(visit: &Visit) -> Result<Shown, Turned> {
    let (point, purpose) = named(visit)?;
    let language = visit.language(readers_language(visit, point).await?);
    let purpose = label(visit, purpose, language).await?;
    Ok(Shown { language, body: PublicBody::Unsubscribe { purpose, sent: false } })
}
