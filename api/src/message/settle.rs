//! `POST /messages/{id}/settle`

use domain::id::MessageId;
use store::idempotency::once;
use store::message::Said;

use super::DetailView;
use crate::access::{Key, May, SettleMessages};
use crate::answer::Found;
use crate::input::{Body, Id, SaidChoice, SaidCode};
use crate::problem::Problem;

input! {
    /// What became of an uncertain message.
    #[schema(as = Settlement, example = json!({ "outcome": "sent" }))]
    struct SettleBody {
        /// `sent`: it arrived. `lost`: it did not, and is sent again under the same Message-ID.
        outcome: SaidCode,
    }
}

/// Say what became of an uncertain message.
#[utoipa::path(post, path = "/messages/{id}/settle")]
pub(crate) async fn handler(
    may: May<SettleMessages>,
    id: Id<MessageId>,
    key: Key,
    body: Body<SettleBody>,
) -> Result<Found<DetailView>, Problem> {
    let said = match *body.value.outcome {
        SaidChoice::Sent => Said::Sent,
        SaidChoice::Lost => Said::Lost,
    };
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    once(db, &context, key.as_ref(), async |txn| {
        store::message::settle_in(&**txn, &context, *id, said).await
    })
    .await?;
    Ok(Found(store::message::get(db.read(), *id).await?.into()))
}
