//! `POST /parties/{id}/restrict`

use domain::id::PartyId;

use super::RestrictionView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Found;
use crate::input::{Body, Id, RestrictionGroundCode};
use crate::problem::Problem;

input! {
    /// Why the processing is restricted.
    #[schema(as = NewRestriction, example = json!({ "ground": "accuracy_contested" }))]
    struct NewRestrictionBody {
        /// The ground (GDPR 18(1)).
        ground: RestrictionGroundCode,
    }
}

/// Restrict the processing of the data of a customer or a person (GDPR 18).
///
/// The data stay; nobody is written to or called, not even to be reminded. The people of a customer
/// have their own: a restriction of the customer is not theirs.
#[utoipa::path(post, path = "/parties/{id}/restrict")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    id: Id<PartyId>,
    key: Key,
    body: Body<NewRestrictionBody>,
) -> Result<Found<RestrictionView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    store::restriction::restrict(db, &context, *id, *body.value.ground, key.as_ref()).await?;
    Ok(Found(RestrictionView::of(db, *id).await?))
}
