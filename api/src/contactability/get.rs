//! `GET /customers/{id}/contactability`

use chrono::{DateTime, Utc};
use domain::id::CustomerId;
use domain::purpose::PurposeCode;

use super::{AnswerView, ContactabilityView, asked};
use crate::access::{May, ReadConsents};
use crate::answer::Found;
use crate::customer::standing;
use crate::input::{Id, Query};
use crate::problem::Problem;

query! {
    /// For which purpose, and when.
    struct ContactabilityQuery {
        /// Code of the purpose; all that the firm pursues when absent.
        #[param(value_type = Option<String>, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: Option<PurposeCode>,
        /// The moment; now when absent.
        at: Option<DateTime<Utc>>,
    }
}

/// May this customer be contacted?
#[utoipa::path(get, path = "/customers/{id}/contactability")]
pub(crate) async fn handler(
    may: May<ReadConsents>,
    id: Id<CustomerId>,
    query: Query<ContactabilityQuery>,
) -> Result<Found<ContactabilityView>, Problem> {
    let db = may.db();
    let id = standing(db, *id).await?;
    let at = query.at.unwrap_or(may.context().now);
    let purposes = asked(db, query.0.purpose.as_ref()).await?;
    let answers = store::contactability::of_customer(db, id, &purposes, at).await?;
    let answers = answers.into_iter().map(AnswerView::from).collect();
    Ok(Found(ContactabilityView { customer: id.0, at, answers }))
}
