//! `POST /reference-rates`

use chrono::NaiveDate;
use domain::rate::ReferenceRate;

use super::RateView;
use crate::access::{Key, May, WriteProcedures};
use crate::answer::Found;
use crate::input::{Body, ConfirmationCode, RateKindCode, Text};
use crate::problem::Problem;

input! {
    /// A rate to record, or to correct.
    #[schema(as = NewReferenceRate, example = json!({
        "kind": "legal_professional",
        "valid_from": "2026-07-01",
        "rate_bp": 260,
        "source": "arrêté du 15 juin 2026, JO du 24",
        "confirmed": "confirmed",
    }))]
    struct RateBody {
        /// Which.
        kind: RateKindCode,
        /// Its first day; of a legal rate, that of a half-year.
        valid_from: NaiveDate,
        /// Hundredths of a percent a year.
        #[schema(minimum = 0, maximum = 10000)]
        rate_bp: i32,
        /// Where it was read.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        source: Text<200>,
        /// How sure it is.
        confirmed: ConfirmationCode,
    }
}

/// Record a reference rate, or correct the one of the same kind and day.
///
/// Reminders that a run has frozen keep the figures that they have.
#[utoipa::path(post, path = "/reference-rates")]
pub(crate) async fn handler(
    may: May<WriteProcedures>,
    key: Key,
    body: Body<RateBody>,
) -> Result<Found<RateView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let RateBody { kind, valid_from, rate_bp, source, confirmed } = body.value;
    let rate = ReferenceRate {
        kind: kind.0,
        valid_from,
        rate_bp: Some(rate_bp),
        source: source.0,
        confirmed: confirmed.0,
    };
    store::rate::record(db, &context, rate.clone(), key.as_ref()).await?;
    Ok(Found(rate.into()))
}
