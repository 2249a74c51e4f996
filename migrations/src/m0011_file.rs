//! The customer file: people and establishments, how to get paid, owner, tags, the firm's own fields,
//! notes, attachments, tasks, and the links by which an event stands on several timelines.
//!
//! People and establishments are parties with a parent: their own tables hold only what a party does
//! not. Links of the timeline have no foreign key, as the timeline itself.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0011_file",
    up: &[
        // An index of an older table outlives the undoing of this step: doing it again finds it.
        "create index if not exists party_parent
            on party (parent_id, kind, id) where parent_id is not null",
        "create table person (
             party_id {uuid} not null,
             job_title text,
             constraint person_pkey primary key (party_id),
             constraint person_party_id_fkey foreign key (party_id) references party (id)
         )",
        "create table person_role (
             party_id {uuid} not null,
             role text not null,
             constraint person_role_pkey primary key (party_id, role),
             constraint person_role_party_id_fkey foreign key (party_id) references party (id)
         )",
        "create table payment_sheet (
             customer_id {uuid} not null,
             order_number_required boolean not null,
             commitment_number text,
             portal text,
             service_code text,
             documents {json} not null,
             approver text,
             cut_off_day integer,
             payment_run_days {json} not null,
             remarks text,
             version integer not null default 1,
             updated_at {instant} not null,
             constraint payment_sheet_pkey primary key (customer_id),
             constraint payment_sheet_customer_id_fkey
                 foreign key (customer_id) references customer (id)
         )",
        "create table customer_owner (
             customer_id {uuid} not null,
             user_id {uuid} not null,
             constraint customer_owner_pkey primary key (customer_id),
             constraint customer_owner_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint customer_owner_user_id_fkey
                 foreign key (user_id) references user_account (id)
         )",
        "create index customer_owner_user on customer_owner (user_id, customer_id)",
        "create table customer_tag (
             customer_id {uuid} not null,
             tag_key {ordered} not null,
             tag text not null,
             constraint customer_tag_pkey primary key (customer_id, tag_key),
             constraint customer_tag_customer_id_fkey
                 foreign key (customer_id) references customer (id)
         )",
        "create index customer_tag_key on customer_tag (tag_key, customer_id)",
        "create table custom_field (
             id {uuid} not null,
             code {ordered} not null,
             kind text not null,
             label_fr text not null,
             label_en text not null,
             choices {json} not null,
             archived_at {instant},
             version integer not null default 1,
             created_at {instant} not null,
             updated_at {instant} not null,
             constraint custom_field_pkey primary key (id),
             constraint custom_field_code_key unique (code)
         )",
        "create table custom_value (
             customer_id {uuid} not null,
             field_id {uuid} not null,
             text_value text,
             text_key {ordered},
             number_value bigint,
             date_value {date},
             boolean_value boolean,
             constraint custom_value_pkey primary key (customer_id, field_id),
             constraint custom_value_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint custom_value_field_id_fkey
                 foreign key (field_id) references custom_field (id)
         )",
        "create index custom_value_text on custom_value (field_id, text_key, customer_id)",
        "create index custom_value_number on custom_value (field_id, number_value, customer_id)",
        "create index custom_value_date on custom_value (field_id, date_value, customer_id)",
        "create table note (
             id {uuid} not null,
             customer_id {uuid} not null,
             party_id {uuid},
             kind text not null,
             body text not null,
             happened_at {instant} not null,
             version integer not null default 1,
             created_at {instant} not null,
             created_by text not null,
             updated_at {instant} not null,
             deleted_at {instant},
             constraint note_pkey primary key (id),
             constraint note_customer_id_fkey foreign key (customer_id) references customer (id),
             constraint note_party_id_fkey foreign key (party_id) references party (id)
         )",
        "create index note_customer on note (customer_id, id)",
        "create table attachment (
             id {uuid} not null,
             customer_id {uuid} not null,
             blob_id {uuid} not null,
             file_name text not null,
             created_at {instant} not null,
             created_by text not null,
             deleted_at {instant},
             constraint attachment_pkey primary key (id),
             constraint attachment_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint attachment_blob_id_fkey foreign key (blob_id) references blob (id)
         )",
        "create index attachment_customer on attachment (customer_id, id)",
        "create table task (
             id {uuid} not null,
             kind text not null,
             subject_kind text not null,
             subject_id {uuid} not null,
             customer_id {uuid},
             title text,
             details text,
             due_on {date},
             assignee_id {uuid},
             state text not null,
             open_key text,
             done_at {instant},
             done_by text,
             version integer not null default 1,
             created_at {instant} not null,
             created_by text not null,
             updated_at {instant} not null,
             constraint task_pkey primary key (id),
             constraint task_open_key_key unique (open_key),
             constraint task_assignee_id_fkey
                 foreign key (assignee_id) references user_account (id),
             constraint task_state_known_check check (state in ('open', 'done'))
         )",
        "create index task_customer on task (customer_id, id) where customer_id is not null",
        "create index task_subject on task (subject_id, id)",
        "create index task_assignee on task (assignee_id, id) where assignee_id is not null",
        "create index task_day on task (assignee_id, due_on, id) where state = 'open'",
        "create table event_link (
             object_id {uuid} not null,
             event_id {uuid} not null,
             constraint event_link_pkey primary key (object_id, event_id)
         )",
    ],
    tables: &[
        "person",
        "person_role",
        "payment_sheet",
        "customer_owner",
        "customer_tag",
        "custom_field",
        "custom_value",
        "note",
        "attachment",
        "task",
        "event_link",
    ],
    seed: None,
};
