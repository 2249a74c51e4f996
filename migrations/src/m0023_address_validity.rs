//! Postal addresses that do not work: since when, and why. A letter that comes back says it.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0023_address_validity",
    up: &[
        "alter table address add column invalid_since {instant}",
        "alter table address add column invalid_reason text",
    ],
    tables: &[],
    seed: None,
};
