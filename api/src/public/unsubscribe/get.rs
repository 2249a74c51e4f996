//! `GET /u/{token}`

use store::StoreError;
use templates::{Notice, PublicBody};

use super::{ROOT, named};
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
    let (_, purpose) = named(visit)?;
    let language = visit.language(None);
    let body = match store::purpose::get(visit.db().read(), purpose).await {
        Ok(record) => PublicBody::Unsubscribe { purpose: record.label(language).to_owned() },
        // What is not pursued any more is sent to nobody.
        Err(StoreError::NotFound { .. }) => {
            PublicBody::Notice { notice: Notice::Unsubscribed, preferences: None }
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Shown { language, body })
}
