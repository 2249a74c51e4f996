//! Reference rates: what the penalties for lateness are computed from.

pub(crate) mod list;
pub(crate) mod record;

use chrono::NaiveDate;
use domain::rate::ReferenceRate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::input::{ConfirmationCode, RateKindCode};

/// A rate and the day from which it counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReferenceRate)]
pub(crate) struct RateView {
    /// Which.
    kind: RateKindCode,
    /// Its first day; of a legal rate, that of a half-year.
    valid_from: NaiveDate,
    /// Hundredths of a percent a year; `null`: known to be unknown.
    rate_bp: Option<i32>,
    /// Where it was read.
    source: String,
    /// `confirmed` by a published source, `partial` (the rate is, its day is not) or `unconfirmed`.
    confirmed: ConfirmationCode,
}

impl From<ReferenceRate> for RateView {
    fn from(rate: ReferenceRate) -> Self {
        Self {
            kind: RateKindCode(rate.kind),
            valid_from: rate.valid_from,
            rate_bp: rate.rate_bp,
            source: rate.source,
            confirmed: ConfirmationCode(rate.confirmed),
        }
    }
}
