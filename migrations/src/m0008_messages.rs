//! The delivery ledger, and the outbox.
//!
//! No foreign keys: the ledger outlives what it was sent for and to whom, and on PostgreSQL each one
//! would lock a row for every mail, where thousands a second must pass. `relais doctor` checks the
//! counters and the attempts instead.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0008_messages",
    up: &[
        "create table message (
             id {uuid} not null,
             purpose_kind text not null,
             purpose_id {uuid} not null,
             batch_id {uuid} not null,
             recipient_key text not null,
             channel text not null,
             party_id {uuid} not null,
             contact_point_id {uuid},
             address_id {uuid},
             language text not null,
             state text not null,
             failure_class text,
             reason text,
             reply_code integer,
             reply_text text,
             legal_ground text not null,
             claim_token {uuid},
             lease_until {instant},
             attempts integer not null default 0,
             due_at {instant} not null,
             created_at {instant} not null,
             settled_at {instant},
             proof text,
             proof_on {date},
             constraint message_pkey primary key (id),
             constraint message_purpose_kind_purpose_id_recipient_key_channel_key
                 unique (purpose_kind, purpose_id, recipient_key, channel),
             constraint message_state_known_check
                 check (state in ('queued', 'claimed', 'accepted', 'deferred', 'failed',
                     'uncertain', 'skipped', 'handed_out')),
             constraint message_claim_complete_check
                 check ((state = 'claimed') = (claim_token is not null and lease_until is not null))
         )",
        "create index message_batch_due
            on message (batch_id, due_at, id) where state in ('queued', 'deferred')",
        "create index message_due
            on message (due_at, id) where state in ('queued', 'deferred')",
        "create index message_lease on message (lease_until) where state = 'claimed'",
        "create index message_claim on message (claim_token) where state = 'claimed'",
        "create index message_batch on message (batch_id, id)",
        "create index message_state on message (state, id)",
        "create index message_party on message (party_id, id)",
        "create table message_attempt (
             id {uuid} not null,
             message_id {uuid} not null,
             attempt integer not null,
             at {instant} not null,
             outcome text not null,
             reply_code integer,
             reply_text text,
             worker text not null,
             constraint message_attempt_pkey primary key (id)
         )",
        "create index message_attempt_message on message_attempt (message_id)",
        "create table message_counter (
             batch_id {uuid} not null,
             state text not null,
             count bigint not null,
             constraint message_counter_pkey primary key (batch_id, state),
             constraint message_counter_count_range_check check (count >= 0)
         )",
        "create table outbox (
             id {uuid} not null,
             kind text not null,
             object_id {uuid} not null,
             look integer not null,
             due_at {instant} not null,
             created_at {instant} not null,
             relayed_at {instant},
             constraint outbox_pkey primary key (id),
             constraint outbox_kind_object_id_look_key unique (kind, object_id, look)
         )",
        "create index outbox_due on outbox (due_at) where relayed_at is null",
        "create table sending_pause (
             id {uuid} not null,
             reason text not null,
             reply text,
             since {instant} not null,
             until {instant},
             lifted_at {instant},
             constraint sending_pause_pkey primary key (id)
         )",
    ],
    tables: &["message", "message_attempt", "message_counter", "outbox", "sending_pause"],
    seed: None,
};
