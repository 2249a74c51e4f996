//! Imports in three steps: duplicates, what a customer was before, undoing, mappings that are
//! remembered, files that were sent, and what is asked of an import that is long.
//!
//! As with the rows of an import, no foreign key leads from what is written by the thousand.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0012_import",
    up: &[
        "create table import_duplicate (
             import_id {uuid} not null,
             line integer not null,
             reason text not null,
             customer_id {uuid},
             other_line integer,
             constraint import_duplicate_pkey primary key (import_id, line)
         )",
        "create table import_image (
             import_id {uuid} not null,
             line integer not null,
             customer_id {uuid} not null,
             before {json} not null,
             constraint import_image_pkey primary key (import_id, line)
         )",
        "create index import_image_customer on import_image (customer_id)",
        "create table import_revert (
             import_id {uuid} not null,
             state text not null,
             removed bigint not null default 0,
             restored bigint not null default 0,
             created_at {instant} not null,
             created_by text not null,
             updated_at {instant} not null,
             constraint import_revert_pkey primary key (import_id),
             constraint import_revert_import_id_fkey foreign key (import_id) references import (id),
             constraint import_revert_state_known_check check (state in ('reverting', 'reverted'))
         )",
        "create table import_mapping (
             kind text not null,
             headings text not null,
             mapping {json} not null,
             import_id {uuid} not null,
             applied_at {instant} not null,
             constraint import_mapping_pkey primary key (kind, headings),
             constraint import_mapping_import_id_fkey foreign key (import_id) references import (id)
         )",
        "create table import_upload (
             id {uuid} not null,
             kind text not null,
             file_name text not null,
             blob_id {uuid} not null,
             mapping {json} not null,
             created_at {instant} not null,
             created_by text not null,
             constraint import_upload_pkey primary key (id),
             constraint import_upload_blob_id_fkey foreign key (blob_id) references blob (id)
         )",
        "create table import_task (
             import_id {uuid} not null,
             act text not null,
             state text not null,
             outcome {json},
             asked_at {instant} not null,
             asked_by text not null,
             ended_at {instant},
             claim_token {uuid},
             claimed_until {instant},
             constraint import_task_pkey primary key (import_id, act),
             constraint import_task_act_known_check check (act in ('plan', 'apply', 'revert')),
             constraint import_task_state_known_check
                 check (state in ('asked', 'done', 'refused'))
         )",
        "create index import_task_asked on import_task (asked_at) where state = 'asked'",
        // A party that goes is looked for as a parent and as a survivor of a merge.
        "create index if not exists party_parent on party (parent_id) where parent_id is not null",
        "create index if not exists party_merged_into
            on party (merged_into) where merged_into is not null",
    ],
    tables: &[
        "import_duplicate",
        "import_image",
        "import_revert",
        "import_mapping",
        "import_upload",
        "import_task",
    ],
    seed: None,
};
