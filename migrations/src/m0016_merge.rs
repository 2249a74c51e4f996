//! Duplicates of parties, merges of customers, and what it takes to undo them.
//!
//! Keys are staged while a search runs, in parts of equal size: their key begins with the part and the
//! party, so that they are written in order, and a part is read as one range. The journal of a merge has no
//! foreign keys: it names rows of every table. Pairs have none: they are derived, and keep no party from going.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0016_merge",
    up: &[
        "create table duplicate_search (
             id {uuid} not null,
             state text not null,
             running boolean not null default true,
             done bigint not null default 0,
             total bigint not null default 0,
             after_party {uuid},
             part integer not null default 0,
             found bigint not null default 0,
             begun_at {instant} not null,
             begun_by text not null,
             ended_at {instant},
             constraint duplicate_search_pkey primary key (id),
             constraint duplicate_search_state_known_check
                 check (state in ('gathering', 'comparing', 'done'))
         )",
        "create unique index duplicate_search_running_key
            on duplicate_search (running) where running",
        "create table duplicate_key (
             part integer not null,
             party_id {uuid} not null,
             value bigint not null,
             constraint duplicate_key_pkey primary key (part, party_id, value)
         ) {by_key}",
        "create table duplicate_pair (
             id {uuid} not null,
             first_party_id {uuid} not null,
             second_party_id {uuid} not null,
             score integer not null,
             reasons text not null,
             state text not null,
             search_id {uuid} not null,
             found_at {instant} not null,
             decided_at {instant},
             decided_by text,
             constraint duplicate_pair_pkey primary key (id),
             constraint duplicate_pair_first_party_id_second_party_id_key
                 unique (first_party_id, second_party_id),
             constraint duplicate_pair_state_known_check
                 check (state in ('open', 'dismissed', 'merged'))
         )",
        "create index duplicate_pair_state on duplicate_pair (state, score, id)",
        "create index duplicate_pair_second on duplicate_pair (second_party_id)",
        "create index duplicate_pair_search on duplicate_pair (search_id)",
        "create table merge (
             id {uuid} not null,
             survivor_customer_id {uuid} not null,
             survivor_party_id {uuid} not null,
             other_customer_id {uuid} not null,
             other_party_id {uuid} not null,
             choices {json} not null,
             state text not null,
             merged_at {instant} not null,
             merged_by text not null,
             undone_at {instant},
             undone_by text,
             constraint merge_pkey primary key (id),
             constraint merge_survivor_customer_id_fkey
                 foreign key (survivor_customer_id) references customer (id),
             constraint merge_other_customer_id_fkey
                 foreign key (other_customer_id) references customer (id),
             constraint merge_state_known_check check (state in ('done', 'undone'))
         )",
        "create index merge_survivor on merge (survivor_customer_id, id)",
        "create index merge_other on merge (other_customer_id, id)",
        "create table merge_row (
             merge_id {uuid} not null,
             table_name text not null,
             column_name text not null,
             row_id {uuid} not null,
             row_text text not null default '',
             owner_before {uuid},
             owner_after {uuid},
             before {json},
             after {json},
             constraint merge_row_pkey
                 primary key (merge_id, table_name, column_name, row_id, row_text)
         )",
        "create table merged_customer (
             customer_id {uuid} not null,
             party_id {uuid} not null,
             into_customer_id {uuid} not null,
             into_party_id {uuid} not null,
             merge_id {uuid} not null,
             constraint merged_customer_pkey primary key (customer_id),
             constraint merged_customer_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint merged_customer_into_customer_id_fkey
                 foreign key (into_customer_id) references customer (id)
         )",
        "create index merged_customer_into on merged_customer (into_customer_id)",
        "create index merged_customer_into_party on merged_customer (into_party_id)",
    ],
    tables: &[
        "duplicate_search",
        "duplicate_key",
        "duplicate_pair",
        "merge",
        "merge_row",
        "merged_customer",
    ],
    seed: None,
};
