//! The end of a purpose at an address: a page for people, one click for mail clients (RFC 8058). It shows
//! nobody, never expires, and ends as well the hundredth time as the first.

pub(crate) mod get;
pub(crate) mod post;

use domain::id::{ContactPointId, PurposeId};
use domain::link::Link;
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
