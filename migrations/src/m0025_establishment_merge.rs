//! Merges of establishments beside those of customers and of people. SQLite changes no check of a column that
//! stands: the kinds wait in another column while theirs is made anew, the same on both engines. A step back
//! leaves the wider check, which the program before this one minds as little as the narrower one: hence `add`
//! without `column`, which nothing drops.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0025_establishment_merge",
    up: &[
        "alter table merge add kind_before text not null default 'customer'",
        "update merge set kind_before = kind",
        "alter table merge drop column kind",
        "alter table merge add kind text not null default 'customer'
             constraint merge_kind_known_check
             check (kind in ('customer', 'person', 'establishment'))",
        "update merge set kind = kind_before",
        "alter table merge drop column kind_before",
    ],
    tables: &[],
    seed: None,
};
