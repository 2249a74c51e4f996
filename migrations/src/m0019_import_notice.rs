//! What rows of an import are told beside their verdicts: a yes that a file cannot give, a no that it
//! brought, an address that is suppressed.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0019_import_notice",
    up: &["create table import_notice (
             import_id {uuid} not null,
             line integer not null,
             column_name {ordered} not null,
             code text not null,
             constraint import_notice_pkey primary key (import_id, line, column_name, code)
         ) {by_key}"],
    tables: &["import_notice"],
    seed: None,
};
