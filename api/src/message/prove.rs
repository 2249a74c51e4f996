//! `POST /messages/{id}/proof`

use chrono::NaiveDate;
use domain::id::MessageId;
use store::idempotency::once;

use super::DetailView;
use crate::access::{Key, May, SettleMessages};
use crate::answer::Found;
use crate::input::{Body, Id, Text};
use crate::problem::Problem;

input! {
    /// That a letter was posted, or a call made.
    #[schema(as = Proof, example = json!({ "posted_on": "2026-11-23", "proof": "RK 12 345 678 9 FR" }))]
    struct ProofBody {
        /// The day.
        posted_on: NaiveDate,
        /// By what it is proved: the number of a registered letter, who was spoken to.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        proof: Text<200>,
    }
}

/// Record that a letter was posted, or a call made, and by what that is proved.
#[utoipa::path(post, path = "/messages/{id}/proof")]
pub(crate) async fn handler(
    may: May<SettleMessages>,
    id: Id<MessageId>,
    key: Key,
    body: Body<ProofBody>,
) -> Result<Found<DetailView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let ProofBody { posted_on, proof } = body.value;
    once(db, &context, key.as_ref(), async |txn| {
        store::message::prove_in(&**txn, &context, *id, posted_on, &proof.0).await
    })
    .await?;
    Ok(Found(store::message::get(db.read(), *id).await?.into()))
}
