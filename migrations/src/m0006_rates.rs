//! Reference rates, dated and with their source.
//!
//! The rows are those of [`crate::rates`]: a rate is data, not a constant of a rule.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0006_rates",
    up: &["create table reference_rate (
             kind text not null,
             valid_from {date} not null,
             rate_bp integer,
             source text not null,
             confirmed text not null,
             constraint reference_rate_pkey primary key (kind, valid_from),
             constraint reference_rate_confirmed_known_check
                 check (confirmed in ('confirmed', 'partial', 'unconfirmed'))
         )"],
    tables: &["reference_rate"],
    seed: Some(crate::rates::rows),
};
