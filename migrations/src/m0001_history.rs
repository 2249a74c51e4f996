//! The timeline, and stored bytes.
//!
//! No foreign key leads out of the timeline: its rows are append-only, outlive what they speak of,
//! and are written with every change, where each key would cost a look-up. `event_value` has none
//! to `event` either, so that partitions by time stay possible.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0001_history",
    up: &[
        "create table event (
             id {uuid} not null,
             at {instant} not null,
             kind text not null,
             actor text not null,
             party_id {uuid},
             customer_id {uuid},
             subject_kind text not null,
             subject_id {uuid} not null,
             data {json} not null,
             constraint event_pkey primary key (id)
         )",
        "create index event_customer
            on event (customer_id, id) where customer_id is not null",
        "create index event_party on event (party_id, id) where party_id is not null",
        "create index event_subject on event (subject_id, id)",
        "create table event_value (
             event_id {uuid} not null,
             field text not null,
             before text,
             after text,
             constraint event_value_pkey primary key (event_id, field)
         )",
        "create table blob (
             id {uuid} not null,
             sha256 text not null,
             size bigint not null,
             media_type text not null,
             created_at {instant} not null,
             constraint blob_pkey primary key (id)
         )",
        "create index blob_sha256 on blob (sha256)",
        "create table blob_chunk (
             blob_id {uuid} not null,
             position integer not null,
             bytes {bytes} not null,
             constraint blob_chunk_pkey primary key (blob_id, position),
             constraint blob_chunk_blob_id_fkey foreign key (blob_id) references blob (id)
         )",
    ],
    tables: &["event", "event_value", "blob", "blob_chunk"],
    seed: None,
};
