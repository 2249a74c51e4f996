//! Imports, staged row by row before anything is applied.
//!
//! Rows and faults have no foreign key to their import: ten thousand rows a second pass here, and
//! only the functions of imports write them.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0004_imports",
    up: &[
        "create table import (
             id {uuid} not null,
             kind text not null,
             file_name text not null,
             digest text not null,
             mapping {json} not null,
             state text not null,
             total bigint not null default 0,
             created bigint not null default 0,
             updated bigint not null default 0,
             unchanged bigint not null default 0,
             faults bigint not null default 0,
             applied bigint not null default 0,
             created_at {instant} not null,
             created_by text not null,
             updated_at {instant} not null,
             constraint import_pkey primary key (id),
             constraint import_state_known_check
                 check (state in ('planning', 'planned', 'applying', 'applied', 'cancelled'))
         )",
        "create index import_digest on import (digest)",
        "create table import_row (
             import_id {uuid} not null,
             line integer not null,
             verdict text not null,
             source {json} not null,
             object_id {uuid},
             applied_at {instant},
             constraint import_row_pkey primary key (import_id, line)
         )",
        "create table import_fault (
             import_id {uuid} not null,
             line integer not null,
             column_name text not null,
             code text not null,
             value_masked text,
             constraint import_fault_pkey primary key (import_id, line, column_name, code)
         )",
    ],
    tables: &["import", "import_row", "import_fault"],
    seed: None,
};
