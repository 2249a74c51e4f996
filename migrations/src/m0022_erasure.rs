//! Who was erased, when, and what of them is still kept by law.
//!
//! No foreign key leads to `party`: that somebody was erased outlives whatever becomes of the row.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0022_erasure",
    up: &["create table erasure (
             party_id {uuid} not null,
             root_id {uuid} not null,
             erased_at {instant} not null,
             erased_by text not null,
             kept text not null,
             kept_until {date},
             constraint erasure_pkey primary key (party_id),
             constraint erasure_kept_known_check check (kept in ('accounting', 'nothing')),
             constraint erasure_kept_until_complete_check
                 check ((kept = 'accounting') = (kept_until is not null))
         )"],
    tables: &["erasure"],
    seed: None,
};
