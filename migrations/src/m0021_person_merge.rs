//! Merges of people beside those of customers: in the same journal, told apart by their kind. The program
//! before this one goes on writing merges of customers.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0021_person_merge",
    up: &["alter table merge add column kind text not null default 'customer'
             constraint merge_kind_known_check check (kind in ('customer', 'person'))"],
    tables: &[],
    seed: None,
};
