//! `POST /dunning-runs`

use chrono::NaiveDate;

use super::{RunDetailView, detail, to_its_end};
use crate::access::{Key, May, RunDunning};
use crate::answer::Created;
use crate::input::Body;
use crate::problem::Problem;

input! {
    /// A run to propose.
    #[schema(as = NewDunningRun, example = json!({ "day": "2026-11-23" }))]
    struct NewRunBody {
        /// The day it counts by, and that its reminders bear; today when absent.
        day: Option<NaiveDate>,
    }
}

/// Propose a run of reminders: computed and stored, nothing is sent.
///
/// The confirmed run of that day is answered when there is one.
#[utoipa::path(post, path = "/dunning-runs")]
pub(crate) async fn handler(
    may: May<RunDunning>,
    key: Key,
    body: Body<NewRunBody>,
) -> Result<Created<RunDetailView>, Problem> {
    let key = key.with_body(&body.digest);
    let day = may.day_or_today(body.value.day).await?;
    let (db, context) = (may.db().clone(), may.context());
    let id =
        to_its_end(
            async move { store::dunning::propose_run(&db, &context, day, key.as_ref()).await },
        )
        .await?;
    let (view, _) = detail(&may, id).await?;
    Ok(Created { location: format!("/api/v1/dunning-runs/{id}"), body: view })
}
