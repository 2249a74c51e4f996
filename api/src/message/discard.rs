//! `POST /messages/{id}/discard`

use domain::id::MessageId;
use store::idempotency::once;

use super::DetailView;
use crate::access::{Key, May, SettleMessages};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Say that a letter that was handed out will not be posted, or the call not made.
///
/// It counts as not sent, and the next run may remind its lines again.
#[utoipa::path(post, path = "/messages/{id}/discard")]
pub(crate) async fn handler(
    may: May<SettleMessages>,
    id: Id<MessageId>,
    key: Key,
) -> Result<Found<DetailView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    once(db, &context, key.as_ref(), async |txn| {
        store::message::discard_in(&**txn, &context, *id).await
    })
    .await?;
    Ok(Found(store::message::get(db.read(), *id).await?.into()))
}
