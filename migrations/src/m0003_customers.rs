//! The firm, parties, how they are reached, and customers.
//!
//! A party may change its name or merge; the customer is its commercial role, with a reference.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0003_customers",
    up: &[
        "create table company (
             id {uuid} not null,
             name text not null,
             legal_form text,
             siren text,
             vat_number text,
             address_lines {json},
             street text,
             postal_code text,
             city text,
             country text,
             sender_name text,
             sender_email text,
             reply_to text,
             phone text,
             contact_name text,
             iban text,
             account_holder text,
             time_zone text not null,
             currency text not null,
             holiday_zone text not null,
             penalty_rate_bp integer,
             logo_blob_id {uuid},
             version integer not null default 1,
             updated_at {instant} not null,
             constraint company_pkey primary key (id),
             constraint company_logo_blob_id_fkey
                 foreign key (logo_blob_id) references blob (id)
         )",
        "create table party (
             id {uuid} not null,
             kind text not null,
             name text not null,
             name_folded {ordered} not null,
             language text,
             parent_id {uuid},
             merged_into {uuid},
             restricted_at {instant},
             deleted_at {instant},
             version integer not null default 1,
             created_at {instant} not null,
             updated_at {instant} not null,
             constraint party_pkey primary key (id),
             constraint party_parent_id_fkey foreign key (parent_id) references party (id),
             constraint party_merged_into_fkey foreign key (merged_into) references party (id)
         )",
        "create index party_name_folded on party (name_folded)",
        "create table contact_point (
             id {uuid} not null,
             kind text not null,
             value text not null,
             value_key {ordered} not null,
             verified_at {instant},
             invalid_since {instant},
             invalid_reason text,
             created_at {instant} not null,
             constraint contact_point_pkey primary key (id),
             constraint contact_point_kind_value_key_key unique (kind, value_key)
         )",
        "create table party_contact_point (
             party_id {uuid} not null,
             contact_point_id {uuid} not null,
             role text not null default 'main',
             position integer not null default 0,
             constraint party_contact_point_pkey primary key (party_id, contact_point_id, role),
             constraint party_contact_point_party_id_fkey
                 foreign key (party_id) references party (id),
             constraint party_contact_point_contact_point_id_fkey
                 foreign key (contact_point_id) references contact_point (id)
         )",
        "create index party_contact_point_contact_point
            on party_contact_point (contact_point_id)",
        "create table address (
             id {uuid} not null,
             party_id {uuid} not null,
             role text not null,
             lines {json} not null,
             street text not null,
             postal_code text not null,
             city text not null,
             country text not null,
             created_at {instant} not null,
             constraint address_pkey primary key (id),
             constraint address_party_id_fkey foreign key (party_id) references party (id)
         )",
        "create index address_party on address (party_id)",
        "create table identifier (
             id {uuid} not null,
             party_id {uuid} not null,
             kind text not null,
             value text not null,
             constraint identifier_pkey primary key (id),
             constraint identifier_party_id_fkey foreign key (party_id) references party (id),
             constraint identifier_party_id_kind_value_key unique (party_id, kind, value)
         )",
        "create index identifier_kind_value on identifier (kind, value)",
        "create table customer (
             id {uuid} not null,
             party_id {uuid} not null,
             reference text not null,
             reference_key {ordered} not null,
             legal_class text not null,
             payment_terms text,
             credit_limit bigint,
             currency text not null,
             procedure_id {uuid},
             dunning_active boolean not null default true,
             version integer not null default 1,
             created_at {instant} not null,
             updated_at {instant} not null,
             deleted_at {instant},
             constraint customer_pkey primary key (id),
             constraint customer_party_id_fkey foreign key (party_id) references party (id),
             constraint customer_procedure_id_fkey
                 foreign key (procedure_id) references dunning_procedure (id),
             constraint customer_reference_key_key unique (reference_key)
         )",
        "create index customer_party on customer (party_id)",
        "create table counter (
             name text not null,
             value bigint not null,
             constraint counter_pkey primary key (name)
         )",
    ],
    tables: &[
        "company",
        "party",
        "contact_point",
        "party_contact_point",
        "address",
        "identifier",
        "customer",
        "counter",
    ],
    seed: None,
};
