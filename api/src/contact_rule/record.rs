//! `POST /contact-rules`

use chrono::NaiveDate;
use domain::contactability::ContactRule;

use super::ContactRuleView;
use crate::access::{Key, May, WritePurposes};
use crate::answer::Found;
use crate::input::{Body, ConfirmationCode, ContactRuleKindCode, Text};
use crate::problem::Problem;

input! {
    /// A figure to record, or to correct.
    #[schema(as = NewContactRule, example = json!({
        "kind": "call_rest",
        "valid_from": "2027-01-01",
        "value": 60,
        "source": "D223-9 C. conso., JO du 15 décembre 2026",
        "confirmed": "confirmed",
    }))]
    struct ContactRuleBody {
        /// Which.
        kind: ContactRuleKindCode,
        /// Its first day.
        valid_from: NaiveDate,
        /// The figure, in the unit of its kind: 1 or 0, a minute of the day (0 to 1440), calls (1 to
        /// 100), days (1 to 3650), months (1 to 120).
        #[schema(minimum = 0, maximum = 3650)]
        value: u32,
        /// Where it was read.
        #[schema(value_type = String, min_length = 1, max_length = 500)]
        source: Text<500>,
        /// How sure it is.
        confirmed: ConfirmationCode,
    }
}

/// Record a figure of the law on contact, or correct the one of the same kind and day.
///
/// The next question whether somebody may be contacted reads it.
#[utoipa::path(post, path = "/contact-rules")]
pub(crate) async fn handler(
    may: May<WritePurposes>,
    key: Key,
    body: Body<ContactRuleBody>,
) -> Result<Found<ContactRuleView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let ContactRuleBody { kind, valid_from, value, source, confirmed } = body.value;
    let rule =
        ContactRule { kind: kind.0, valid_from, value, source: source.0, confirmed: confirmed.0 };
    store::contactability::put_rule(db, &context, rule.clone(), key.as_ref()).await?;
    Ok(Found(rule.into()))
}
