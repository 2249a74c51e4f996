//! `GET /dunning-runs/{id}/left-out`

use chrono::NaiveDate;
use domain::id::RunId;
use serde::Serialize;
use store::dunning::LeftOutRecord;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{May, ReadDunning};
use crate::answer::{Found, Listed};
use crate::input::{Id, LeftOutReasonCode, Limit, Query, page};
use crate::problem::Problem;

query! {
    /// Which page.
    struct LeftOutQuery {
        /// Items of the page.
        #[param(inline)]
        limit: Option<Limit>,
        /// `next` of the page before.
        after: Option<Uuid>,
    }
}

/// An overdue open line that is in no message of a run.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningLeftOut)]
pub(crate) struct LeftOutView {
    /// The due line.
    due_line: Uuid,
    /// Whose.
    customer: Uuid,
    /// The customer's reference.
    customer_reference: String,
    /// The number of its invoice.
    invoice: String,
    /// The last day on which it might have been paid.
    due_on: NaiveDate,
    /// Why.
    reason: LeftOutReasonCode,
}

impl From<LeftOutRecord> for LeftOutView {
    fn from(line: LeftOutRecord) -> Self {
        Self {
            due_line: line.due_line.0,
            customer: line.customer.0,
            customer_reference: line.reference,
            invoice: line.invoice,
            due_on: line.due_on,
            reason: LeftOutReasonCode(line.reason),
        }
    }
}

/// List what a run left out, and why.
#[utoipa::path(get, path = "/dunning-runs/{id}/left-out")]
pub(crate) async fn handler(
    may: May<ReadDunning>,
    id: Id<RunId>,
    query: Query<LeftOutQuery>,
) -> Result<Found<Listed<LeftOutView>>, Problem> {
    store::dunning::run(may.db(), *id).await?;
    let page = page(query.limit, query.after);
    let lines = store::dunning::run_left_out(may.db(), *id, page).await?;
    Ok(Listed::of(lines, LeftOutView::from))
}
