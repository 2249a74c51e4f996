//! Links to the preferences that were asked for by mail.
//!
//! Like a consent, a link names a party and an address without a foreign key: that it was asked for
//! outlives an erasure.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0020_preference_link",
    up: &[
        "create table preference_link (
             id {uuid} not null,
             party_id {uuid} not null,
             contact_point_id {uuid} not null,
             language text not null,
             requested_at {instant} not null,
             requested_by text not null,
             expires_at {instant} not null,
             constraint preference_link_pkey primary key (id)
         )",
        "create index preference_link_party on preference_link (party_id, id)",
        "create index preference_link_contact_point
             on preference_link (contact_point_id, requested_at)",
    ],
    tables: &["preference_link"],
    seed: None,
};
