//! Reminder runs, their frozen lines, claims and holds.
//!
//! Frozen rows keep the ids of contact points, addresses, lines and credits without a foreign key:
//! they must outlive an erasure. `dunning_run.company_id` has none since a run may be made before the
//! firm has said who it is; `dunning_left_out` has none since a run may leave out a million lines.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0007_dunning",
    up: &[
        "create table dunning_run (
             id {uuid} not null,
             company_id {uuid} not null,
             day {date} not null,
             state text not null,
             proposed_at {instant} not null,
             proposed_by text not null,
             confirmed_at {instant},
             confirmed_by text,
             cancelled_at {instant},
             cancelled_by text,
             messages integer not null default 0,
             lines integer not null default 0,
             left_out integer not null default 0,
             missing_rates {json} not null,
             version integer not null default 1,
             constraint dunning_run_pkey primary key (id),
             constraint dunning_run_state_known_check
                 check (state in ('proposed', 'confirmed', 'cancelled'))
         )",
        "create unique index dunning_run_company_id_day_key
            on dunning_run (company_id, day) where state = 'confirmed'",
        "create index dunning_run_company_day on dunning_run (company_id, day)",
        "create table dunning_notice (
             id {uuid} not null,
             run_id {uuid} not null,
             customer_id {uuid} not null,
             party_id {uuid} not null,
             contact_point_id {uuid},
             address_id {uuid},
             language text not null,
             currency text not null,
             level integer not null,
             procedure_id {uuid} not null,
             channel text not null,
             template text not null,
             tone text not null,
             level_code text not null,
             formal_notice boolean not null,
             review text not null,
             reviewed_by text,
             reviewed_at {instant},
             residual bigint not null,
             held bigint not null,
             credits bigint not null,
             net bigint not null,
             penalties bigint,
             indemnities bigint not null,
             penalty_terms {json} not null,
             answer_by {date},
             not_before {instant} not null,
             constraint dunning_notice_pkey primary key (id),
             constraint dunning_notice_run_id_fkey
                 foreign key (run_id) references dunning_run (id),
             constraint dunning_notice_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint dunning_notice_procedure_id_fkey
                 foreign key (procedure_id) references dunning_procedure (id),
             constraint dunning_notice_run_id_customer_id_language_currency_key
                 unique (run_id, customer_id, language, currency),
             constraint dunning_notice_review_known_check
                 check (review in ('none', 'awaiting', 'approved', 'refused')),
             constraint dunning_notice_level_range_check check (level >= 1)
         )",
        "create index dunning_notice_customer on dunning_notice (customer_id, id)",
        "create index dunning_notice_awaiting
            on dunning_notice (run_id, id) where review = 'awaiting'",
        "create index dunning_notice_run on dunning_notice (run_id, id)",
        "create table dunning_notice_line (
             notice_id {uuid} not null,
             due_line_id {uuid} not null,
             position integer not null,
             days_overdue integer not null,
             level_before integer not null,
             rises_to integer,
             residual bigint not null,
             held bigint not null,
             penalty bigint,
             indemnity bigint not null,
             dropped_reason text,
             constraint dunning_notice_line_pkey primary key (notice_id, due_line_id),
             constraint dunning_notice_line_notice_id_fkey
                 foreign key (notice_id) references dunning_notice (id)
         )",
        "create table dunning_notice_credit (
             notice_id {uuid} not null,
             source_kind text not null,
             source_id {uuid} not null,
             reference text not null,
             day {date} not null,
             amount bigint not null,
             constraint dunning_notice_credit_pkey primary key (notice_id, source_kind, source_id),
             constraint dunning_notice_credit_notice_id_fkey
                 foreign key (notice_id) references dunning_notice (id)
         )",
        "create table dunning_left_out (
             run_id {uuid} not null,
             due_line_id {uuid} not null,
             customer_id {uuid} not null,
             reason text not null,
             constraint dunning_left_out_pkey primary key (run_id, due_line_id)
         )",
        "create index dunning_left_out_customer on dunning_left_out (run_id, customer_id)",
        "create table dunning_claim (
             id {uuid} not null,
             due_line_id {uuid} not null,
             customer_id {uuid} not null,
             level integer not null,
             cycle integer not null,
             state text not null,
             notice_id {uuid} not null,
             sent_on {date},
             created_at {instant} not null,
             constraint dunning_claim_pkey primary key (id),
             constraint dunning_claim_due_line_id_fkey
                 foreign key (due_line_id) references due_line (id),
             constraint dunning_claim_notice_id_fkey
                 foreign key (notice_id) references dunning_notice (id),
             constraint dunning_claim_state_known_check
                 check (state in ('open', 'sent', 'released')),
             constraint dunning_claim_level_range_check check (level >= 1)
         )",
        "create unique index dunning_claim_due_line_id_level_cycle_key
            on dunning_claim (due_line_id, level, cycle) where state in ('open', 'sent')",
        "create index dunning_claim_customer on dunning_claim (customer_id)",
        "create index dunning_claim_notice on dunning_claim (notice_id)",
        "create table dunning_hold (
             id {uuid} not null,
             customer_id {uuid} not null,
             due_line_id {uuid},
             amount bigint,
             reason text not null,
             from_on {date} not null,
             until_on {date},
             recorded_at {instant} not null,
             recorded_by text not null,
             lifted_at {instant},
             lifted_by text,
             constraint dunning_hold_pkey primary key (id),
             constraint dunning_hold_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint dunning_hold_due_line_id_fkey
                 foreign key (due_line_id) references due_line (id),
             constraint dunning_hold_amount_positive_check
                 check (amount is null or amount > 0)
         )",
        "create index dunning_hold_customer on dunning_hold (customer_id)",
        "create table dunning_jump (
             id {uuid} not null,
             due_line_id {uuid} not null,
             customer_id {uuid} not null,
             to_level integer not null,
             reason text not null,
             effective_on {date} not null,
             recorded_at {instant} not null,
             recorded_by text not null,
             constraint dunning_jump_pkey primary key (id),
             constraint dunning_jump_due_line_id_fkey
                 foreign key (due_line_id) references due_line (id),
             constraint dunning_jump_level_range_check check (to_level >= 1)
         )",
        "create index dunning_jump_due_line on dunning_jump (due_line_id)",
        "create index dunning_jump_customer on dunning_jump (customer_id)",
    ],
    tables: &[
        "dunning_run",
        "dunning_notice",
        "dunning_notice_line",
        "dunning_notice_credit",
        "dunning_left_out",
        "dunning_claim",
        "dunning_hold",
        "dunning_jump",
    ],
    seed: None,
};
