//! `GET /people/{id}/contactability`

use chrono::{DateTime, Utc};
use domain::id::PartyId;
use domain::purpose::PurposeCode;

use super::{AnswerView, PersonContactabilityView, asked};
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::input::{Id, Query};
use crate::problem::Problem;

query! {
    /// For which purpose, and when.
    struct PersonContactabilityQuery {
        /// Code of the purpose; all that the firm pursues when absent.
        #[param(value_type = Option<String>, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: Option<PurposeCode>,
        /// The moment; now when absent.
        at: Option<DateTime<Utc>>,
    }
}

/// May this person of a customer be contacted?
#[utoipa::path(get, path = "/people/{id}/contactability")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<PartyId>,
    query: Query<PersonContactabilityQuery>,
) -> Result<Found<PersonContactabilityView>, Problem> {
    let db = may.db();
    let at = query.at.unwrap_or(may.context().now);
    let purposes = asked(db, query.0.purpose.as_ref()).await?;
    let id = store::merge::resolve_party(db.read(), *id).await?;
    let answers = store::contactability::of_person(db, id, &purposes, at).await?;
    let answers = answers.into_iter().map(AnswerView::from).collect();
    Ok(Found(PersonContactabilityView { person: id.0, at, answers }))
}
