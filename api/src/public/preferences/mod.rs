//! The page of preferences of a person at an address.

pub(crate) mod get;
pub(crate) mod post;

use domain::id::{ContactPointId, PartyId};
use domain::link::Link;
use store::preference::Preferences;
use templates::Notice;

use super::{Turned, Visit};

/// From the address of the page to the root.
const ROOT: &str = "../../";

/// Whose the link is, and what they may choose.
struct Known {
    party: PartyId,
    point: ContactPointId,
    preferences: Preferences,
}

async fn known(visit: &Visit) -> Result<Known, Turned> {
    let Link::Preferences { party, point, .. } = visit.link()? else {
        return Err(Turned::Away(Notice::Altered));
    };
    let (db, now) = (visit.db(), visit.context.now);
    let marks = db.fingerprints()?;
    let preferences = store::preference::get(db.read(), marks, party, point, now).await?;
    Ok(Known { party, point, preferences })
}
