//! `POST /dunning-holds`

use chrono::NaiveDate;
use domain::dunning::NewHold;
use domain::id::{CustomerId, DueLineId};

use super::HoldView;
use crate::access::{Key, May, PlaceHolds};
use crate::answer::Created;
use crate::input::{Body, Text};
use crate::problem::Problem;

input! {
    /// A hold to place.
    #[schema(as = NewDunningHold, example = json!({
        "customer": "01a2076b-4400-7000-9948-9654fcd76fda",
        "reason": "Delivery disputed",
        "until_on": "2026-12-07",
    }))]
    struct NewHoldBody {
        /// Whose line.
        #[schema(value_type = uuid::Uuid)]
        customer: CustomerId,
        /// Which line; absent: all of the customer's.
        #[schema(value_type = Option<uuid::Uuid>)]
        due_line: Option<DueLineId>,
        /// Minor units in the currency of the line; absent: the whole line.
        #[schema(minimum = 1)]
        amount: Option<i64>,
        /// Why, for those who read it later.
        #[schema(value_type = String, min_length = 1, max_length = 500)]
        reason: Text<500>,
        /// Its first day; today when absent.
        from_on: Option<NaiveDate>,
        /// Its last day.
        until_on: NaiveDate,
    }
}

/// Place a hold.
///
/// At its end the line goes on at its level, with a fresh gap.
#[utoipa::path(post, path = "/dunning-holds")]
pub(crate) async fn handler(
    may: May<PlaceHolds>,
    key: Key,
    body: Body<NewHoldBody>,
) -> Result<Created<HoldView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let NewHoldBody { customer, due_line, amount, reason, from_on, until_on } = body.value;
    let from_on = may.day_or_today(from_on).await?;
    let new = NewHold { customer, due_line, amount, reason: reason.0, from_on, until_on };
    let id = store::dunning::place(db, &context, new, key.as_ref()).await?;
    let hold = store::dunning::hold(db, id).await?;
    Ok(Created { location: format!("/api/v1/dunning-holds/{id}"), body: hold.into() })
}
