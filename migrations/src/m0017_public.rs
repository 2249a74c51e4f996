//! Consents that wait for a link to be followed, and the contact sheets that ask for them.
//!
//! Like a consent, both name parties and addresses without a foreign key: the proof outlives an erasure.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0017_public",
    up: &[
        "create table consent_request (
             id {uuid} not null,
             party_id {uuid} not null,
             contact_point_id {uuid} not null,
             language text not null,
             method text not null,
             collected_by text,
             requested_at {instant} not null,
             requested_by text not null,
             expires_at {instant} not null,
             confirmed_at {instant},
             constraint consent_request_pkey primary key (id)
         )",
        "create index consent_request_party on consent_request (party_id, id)",
        "create table consent_request_purpose (
             request_id {uuid} not null,
             purpose_id {uuid} not null,
             wording_id {uuid} not null,
             constraint consent_request_purpose_pkey primary key (request_id, purpose_id),
             constraint consent_request_purpose_request_id_fkey
                 foreign key (request_id) references consent_request (id),
             constraint consent_request_purpose_purpose_id_fkey
                 foreign key (purpose_id) references purpose (id),
             constraint consent_request_purpose_wording_id_fkey
                 foreign key (wording_id) references consent_wording (id)
         )",
        "create table contact_sheet (
             id {uuid} not null,
             customer_id {uuid} not null,
             party_id {uuid} not null,
             method text not null,
             place text,
             language text not null,
             note_id {uuid} not null,
             task_id {uuid} not null,
             consent_request_id {uuid},
             filled_at {instant} not null,
             filled_by text not null,
             constraint contact_sheet_pkey primary key (id)
         )",
        "create index contact_sheet_customer on contact_sheet (customer_id, id)",
    ],
    tables: &["consent_request", "consent_request_purpose", "contact_sheet"],
    seed: None,
};
