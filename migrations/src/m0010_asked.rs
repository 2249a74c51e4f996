//! What a notice asked when it left, where that is less than what its run froze: a part was paid, held
//! or given to another line in between. Where there is no row, it asked what was frozen.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0010_asked",
    up: &[
        "create table dunning_line_asked (
             notice_id {uuid} not null,
             due_line_id {uuid} not null,
             residual bigint not null,
             held bigint not null,
             constraint dunning_line_asked_pkey primary key (notice_id, due_line_id),
             constraint dunning_line_asked_notice_id_fkey
                 foreign key (notice_id) references dunning_notice (id)
         )",
        "create table dunning_credit_asked (
             notice_id {uuid} not null,
             source_id {uuid} not null,
             amount bigint not null,
             constraint dunning_credit_asked_pkey primary key (notice_id, source_id),
             constraint dunning_credit_asked_notice_id_fkey
                 foreign key (notice_id) references dunning_notice (id)
         )",
    ],
    tables: &["dunning_line_asked", "dunning_credit_asked"],
    seed: None,
};
