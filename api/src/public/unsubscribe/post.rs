//! `POST /u/{token}`

use domain::id::ContactPointId;
use domain::language::Language;
use templates::PublicBody;

use super::{ROOT, label, named, readers_language};
use crate::access::Anybody;
use crate::problem::Problem;
use crate::public::{Fields, Page, Shown, Token, Turned, Visit};

/// End a purpose at an address, or ask for a link to all preferences.
///
/// By the button of the page, or by a mail client with the body `List-Unsubscribe=One-Click` (RFC 8058):
/// both are answered at once, without a redirect, as often as they ask. With the field `ask=preferences`, of
/// the page's other button, nothing ends: a link goes by mail to the address, once in an hour, and the
/// answer is the same whether or not there is still such an address.
#[utoipa::path(post, path = "/u/{token}")]
pub(crate) async fn handler(anybody: Anybody, token: Token, form: Fields) -> Result<Page, Problem> {
    let visit = Visit::begin(anybody, token, ROOT).await?;
    let shown = match form.get("ask") {
        Some("preferences") => ask(&visit, &form).await,
        _ => end(&visit, &form).await,
    };
    visit.answer(shown, form.language())
}

async fn end(visit: &Visit, form: &Fields) -> Result<Shown, Turned> {
    let (point, purpose) = named(visit)?;
    store::preference::unsubscribe(visit.db(), &visit.context, point, purpose).await?;
    let body = PublicBody::Unsubscribe { purpose: None, sent: false };
    Ok(Shown { language: language(visit, form, point).await?, body })
}

async fn ask(visit: &Visit, form: &Fields) -> Result<Shown, Turned> {
    let (point, purpose) = named(visit)?;
    let language = language(visit, form, point).await?;
    let (db, context) = (visit.db(), &visit.context);
    store::preference::link::ask_from_mailbox(db, context, point, language).await?;
    // The page as it was: what was ended before is not offered again.
    let purpose = match form.get("ended") {
        Some(_) => None,
        None => label(visit, purpose, language).await?,
    };
    Ok(Shown { language, body: PublicBody::Unsubscribe { purpose, sent: true } })
}

/// That of the page that was posted; a mail client posts none, and is answered in the readers'.
async fn language(visit: &Visit, form: &Fields, point: ContactPointId) -> Result<Language, Turned> {
    let wanted = match form.language() {
        Some(language) => Some(language),
        None => readers_language(visit, point).await?,
    };
    Ok(visit.language(wanted))
}
