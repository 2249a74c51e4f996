//! `POST /u/{token}`

use templates::{Notice, PublicBody};

use super::{ROOT, named};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Fields, Page, Shown, Token, Turned, Visit};

/// End a purpose at an address.
///
/// By the button of the page, or by a mail client with the body `List-Unsubscribe=One-Click` (RFC 8058):
/// both are answered at once, without a redirect, as often as they ask.
#[utoipa::path(post, path = "/u/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token, form: Fields) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let shown = end(&visit, &form).await;
    visit.answer(shown, form.language())
}

async fn end(visit: &Visit, form: &Fields) -> Result<Shown, Turned> {
    let (point, purpose) = named(visit)?;
    store::preference::unsubscribe(visit.db(), &visit.context, point, purpose).await?;
    let body = PublicBody::Notice { notice: Notice::Unsubscribed, preferences: None };
    Ok(Shown { language: visit.language(form.language()), body })
}
