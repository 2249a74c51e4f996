//! What people are contacted for, what they decided about it, whom nobody writes to, and who was called.
//!
//! A decision and a call name parties and addresses without a foreign key: the proof outlives an
//! erasure. A suppression holds a keyed fingerprint, never the address.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0014_consent",
    up: &[
        "create table purpose (
             id {uuid} not null,
             code {ordered} not null,
             label_fr text not null,
             label_en text not null,
             legal_ground text not null,
             channels {json} not null,
             marketing boolean not null,
             active boolean not null,
             version integer not null default 1,
             created_at {instant} not null,
             updated_at {instant} not null,
             constraint purpose_pkey primary key (id),
             constraint purpose_code_key unique (code)
         )",
        "create table consent_wording (
             id {uuid} not null,
             purpose_id {uuid} not null,
             version integer not null,
             text_fr text not null,
             text_en text not null,
             valid_from {instant} not null,
             recorded_at {instant} not null,
             recorded_by text not null,
             constraint consent_wording_pkey primary key (id),
             constraint consent_wording_purpose_id_fkey
                 foreign key (purpose_id) references purpose (id),
             constraint consent_wording_purpose_id_version_key unique (purpose_id, version)
         )",
        "create table consent (
             id {uuid} not null,
             party_id {uuid},
             contact_point_id {uuid},
             purpose_id {uuid},
             channel text,
             decision text not null,
             wording_id {uuid},
             language text,
             method text not null,
             collected_by text,
             evidence {json} not null,
             effective_at {instant} not null,
             recorded_at {instant} not null,
             recorded_by text not null,
             import_id {uuid},
             constraint consent_pkey primary key (id),
             constraint consent_purpose_id_fkey foreign key (purpose_id) references purpose (id),
             constraint consent_wording_id_fkey
                 foreign key (wording_id) references consent_wording (id),
             constraint consent_of_somebody_check
                 check (party_id is not null or contact_point_id is not null)
         )",
        "create index consent_party on consent (party_id, id) where party_id is not null",
        "create index consent_contact_point
            on consent (contact_point_id, id) where contact_point_id is not null",
        "create table suppression (
             id {uuid} not null,
             kind text not null,
             fingerprint {ordered} not null,
             reason text not null,
             purpose_id {uuid},
             recorded_at {instant} not null,
             recorded_by text not null,
             import_id {uuid},
             lifted_at {instant},
             lifted_by text,
             constraint suppression_pkey primary key (id),
             constraint suppression_purpose_id_fkey
                 foreign key (purpose_id) references purpose (id)
         )",
        "create index suppression_fingerprint on suppression (fingerprint)",
        "create table call (
             id {uuid} not null,
             party_id {uuid},
             contact_point_id {uuid},
             at {instant} not null,
             outcome text not null,
             recorded_at {instant} not null,
             recorded_by text not null,
             constraint call_pkey primary key (id),
             constraint call_to_somebody_check
                 check (party_id is not null or contact_point_id is not null)
         )",
        "create index call_party on call (party_id, at) where party_id is not null",
        "create index call_contact_point
            on call (contact_point_id, at) where contact_point_id is not null",
        "create table contact_rule (
             kind text not null,
             valid_from {date} not null,
             value integer not null,
             source text not null,
             confirmed text not null,
             constraint contact_rule_pkey primary key (kind, valid_from),
             constraint contact_rule_confirmed_known_check
                 check (confirmed in ('confirmed', 'partial', 'unconfirmed'))
         )",
        // What a merged party decided is its survivor's too.
        "create index if not exists consent_merged_party
            on party (merged_into) where merged_into is not null",
    ],
    tables: &["purpose", "consent_wording", "consent", "suppression", "call", "contact_rule"],
    seed: Some(crate::purpose::rows),
};
