//! The page that confirms a consent, once.

pub(crate) mod get;
pub(crate) mod post;

use domain::consent::RequestState;
use domain::link::Link;
use store::consent_request::ConsentRequestRecord;
use templates::Notice;

use super::{Turned, Visit};

/// From the address of the page to the root.
const ROOT: &str = "../../";

/// The request that the link names, as long as its link works or it was confirmed.
async fn request(visit: &Visit) -> Result<ConsentRequestRecord, Turned> {
    let Link::Confirm { request, .. } = visit.link()? else {
        return Err(Turned::Away(Notice::Altered));
    };
    Ok(store::consent_request::get(visit.db().read(), request).await?)
}

/// Whether it can still be confirmed.
fn open(visit: &Visit, request: &ConsentRequestRecord) -> Result<(), Turned> {
    match request.state(visit.context.now) {
        RequestState::Open => Ok(()),
        RequestState::Confirmed => Err(Turned::Away(Notice::ConfirmedBefore)),
        RequestState::Expired => Err(Turned::Away(Notice::Expired)),
    }
}
