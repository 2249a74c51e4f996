//! `POST /calls`

use chrono::{DateTime, Utc};
use domain::call::NewCall;
use domain::id::{ContactPointId, PartyId};

use super::CallView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Created;
use crate::input::{Body, CallOutcomeCode};
use crate::problem::Problem;

input! {
    /// A call to record. It names a party, a number, or both.
    #[schema(as = NewCall, example = json!({
        "party": "01a2076b-4400-7000-9948-9654fcd76fda",
        "outcome": "no_answer",
    }))]
    struct NewCallBody {
        /// Whom.
        #[schema(value_type = Option<uuid::Uuid>)]
        party: Option<PartyId>,
        /// Which number.
        #[schema(value_type = Option<uuid::Uuid>)]
        contact_point: Option<ContactPointId>,
        /// When; now when absent, never later.
        at: Option<DateTime<Utc>>,
        /// What came of it; an attempt counts too.
        outcome: CallOutcomeCode,
    }
}

/// Record a call.
#[utoipa::path(post, path = "/calls")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    key: Key,
    body: Body<NewCallBody>,
) -> Result<Created<CallView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let NewCallBody { party, contact_point, at, outcome } = body.value;
    let at = at.unwrap_or(context.now);
    let new = NewCall { party, point: contact_point, at, outcome: *outcome };
    let id = store::call::record(db, &context, new, key.as_ref()).await?;
    let call = store::call::get(db, id).await?;
    Ok(Created { location: format!("/api/v1/calls/{id}"), body: call.into() })
}
