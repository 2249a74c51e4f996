//! `POST /messages/{id}/retry`

use domain::id::MessageId;
use store::idempotency::once;

use super::DetailView;
use crate::access::{Key, May, SettleMessages};
use crate::answer::Found;
use crate::input::Id;
use crate::problem::Problem;

/// Queue a failed message again, under the same Message-ID.
#[utoipa::path(post, path = "/messages/{id}/retry")]
pub(crate) async fn handler(
    may: May<SettleMessages>,
    id: Id<MessageId>,
    key: Key,
) -> Result<Found<DetailView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.without_body());
    once(db, &context, key.as_ref(), async |txn| {
        store::message::retry_in(&**txn, &context, *id).await
    })
    .await?;
    Ok(Found(store::message::get(db.read(), *id).await?.into()))
}
