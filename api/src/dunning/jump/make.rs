//! `POST /dunning-jumps`

use chrono::NaiveDate;
use domain::id::DueLineId;
use store::dunning::NewJump;

use super::JumpView;
use crate::access::{Key, May, ReviewNotices};
use crate::answer::Found;
use crate::input::{Body, Text};
use crate::problem::Problem;

input! {
    /// A jump to make.
    #[schema(as = NewDunningJump, example = json!({
        "due_line": "01a2076b-4400-7000-9948-9654fcd76fda",
        "to_level": 3,
        "reason": "The customer said on the phone that it will not pay",
    }))]
    struct NewJumpBody {
        /// Which line.
        #[schema(value_type = uuid::Uuid)]
        due_line: DueLineId,
        /// The level at which it then stands, as if it had been reminded: above the one it has, and below
        /// the last of its procedure.
        #[schema(minimum = 1, maximum = 99)]
        to_level: u8,
        /// Why, for those who read it later.
        #[schema(value_type = String, min_length = 1, max_length = 500)]
        reason: Text<500>,
        /// The day from which it stands there; today when absent.
        effective_on: Option<NaiveDate>,
    }
}

/// Move a due line up its ladder.
///
/// The next run may take it to the level after the one that is given. A level is skipped by a person only,
/// and for a reason.
#[utoipa::path(post, path = "/dunning-jumps")]
pub(crate) async fn handler(
    may: May<ReviewNotices>,
    key: Key,
    body: Body<NewJumpBody>,
) -> Result<Found<JumpView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let NewJumpBody { due_line, to_level, reason, effective_on } = body.value;
    let effective_on = may.day_or_today(effective_on).await?;
    let new = NewJump { due_line, to_level, reason: reason.0, effective_on };
    let id = store::dunning::jump(db, &context, new, key.as_ref()).await?;
    Ok(Found(store::dunning::jump_of(db, id).await?.into()))
}
