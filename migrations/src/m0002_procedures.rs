//! The graduated procedures of reminders, and the default one.
//!
//! A procedure is data: a firm changes its delays and its levels without a new program.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0002_procedures",
    up: &[
        "create table dunning_procedure (
             id {uuid} not null,
             code text not null,
             name_fr text not null,
             name_en text not null,
             tolerance bigint not null,
             grace_days integer not null,
             active boolean not null default true,
             is_default boolean not null default false,
             version integer not null default 1,
             updated_at {instant} not null,
             constraint dunning_procedure_pkey primary key (id),
             constraint dunning_procedure_code_key unique (code),
             constraint dunning_procedure_tolerance_range_check check (tolerance >= 0)
         )",
        "create unique index dunning_procedure_is_default_key
            on dunning_procedure (is_default) where is_default",
        "create table dunning_level (
             procedure_id {uuid} not null,
             position integer not null,
             code text not null,
             delay_days integer not null,
             gap_days integer not null,
             channel text not null,
             template text not null,
             tone text not null,
             formal_notice boolean not null default false,
             review boolean not null default false,
             review_above bigint,
             constraint dunning_level_pkey primary key (procedure_id, position),
             constraint dunning_level_procedure_id_fkey
                 foreign key (procedure_id) references dunning_procedure (id),
             constraint dunning_level_position_range_check check (position >= 1),
             constraint dunning_level_days_range_check
                 check (delay_days >= 0 and gap_days >= 0)
         )",
    ],
    tables: &["dunning_procedure", "dunning_level"],
    seed: Some(crate::procedure::rows),
};
