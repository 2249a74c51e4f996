//! `GET /preference-links/{id}`

use domain::id::PreferenceLinkId;

use super::PreferenceLinkView;
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Get a link to the preferences that was asked for.
#[utoipa::path(get, path = "/preference-links/{id}")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<PreferenceLinkId>,
) -> Result<Found<PreferenceLinkView>, Problem> {
    Ok(Found(store::preference::link::get(may.db().read(), *id).await?.into()))
}
