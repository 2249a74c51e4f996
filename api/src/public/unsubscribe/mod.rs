//! The end of a purpose at an address: a page for people, one click for mail clients (RFC 8058). It shows
//! nobody, never expires, and ends as well the hundredth time as the first. Since it shows nobody, it leads
//! to the preferences by a mail to the address alone.

pub(crate) mod get;
pub(crate) mod post;

use domain::id::{ContactPointId, PurposeId};
use domain::language::Language;
use domain::link::Link;
use store::StoreError;
use templates::Notice;

use super::{Turned, Visit};

/// From the address of the page to the root.
const ROOT: &str = "../";

fn named(visit: &Visit) -> Result<(ContactPointId, PurposeId), Turned> {
    match visit.link()? {
        Link::Unsubscribe { point, purpose } => Ok((point, purpose)),
        _ => Err(Turned::Away(Notice::Altered)),
    }
}

/// The language of whoever reads at the mailbox, when they share one.
async fn readers_language(
    visit: &Visit,
    point: ContactPointId,
) -> Result<Option<Language>, Turned> {
    Ok(store::preference::language_at(visit.db().read(), point).await?)
}

/// The name of the purpose; none when it is pursued no more and so is sent to nobody.
async fn label(
    visit: &Visit,
    purpose: PurposeId,
    language: Language,
) -> Result<Option<String>, Turned> {
    match store::purpose::get(visit.db().read(), purpose).await {
        Ok(record) => Ok(Some(record.label(language).to_owned())),
        Err(StoreError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
