//! Posted invoices, payments, credit notes and their allocations.
//!
//! Money has foreign keys everywhere; `customer_id` repeated on a due line or an allocation has
//! none of its own, since the invoice has it.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0005_receivables",
    up: &[
        "create table invoice (
             id {uuid} not null,
             customer_id {uuid} not null,
             series text not null default '',
             number text not null,
             issued_on {date} not null,
             currency text not null,
             amount bigint not null,
             order_number text,
             import_id {uuid},
             recorded_at {instant} not null,
             constraint invoice_pkey primary key (id),
             constraint invoice_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint invoice_import_id_fkey foreign key (import_id) references import (id),
             constraint invoice_series_number_key unique (series, number)
         )",
        "create index invoice_customer on invoice (customer_id, id)",
        "create table due_line (
             id {uuid} not null,
             invoice_id {uuid} not null,
             customer_id {uuid} not null,
             currency text not null,
             position integer not null,
             due_on {date} not null,
             amount bigint not null,
             settled_on {date},
             cycle integer not null default 1,
             constraint due_line_pkey primary key (id),
             constraint due_line_invoice_id_fkey
                 foreign key (invoice_id) references invoice (id),
             constraint due_line_invoice_id_position_key unique (invoice_id, position),
             constraint due_line_cycle_range_check check (cycle >= 1)
         )",
        "create index due_line_customer_due_on on due_line (customer_id, due_on)",
        "create index due_line_open on due_line (customer_id) where settled_on is null",
        "create table payment (
             id {uuid} not null,
             customer_id {uuid} not null,
             received_on {date} not null,
             amount bigint not null,
             currency text not null,
             method text,
             reference text,
             source_key text,
             bounced_on {date},
             bounced_at {instant},
             import_id {uuid},
             recorded_at {instant} not null,
             constraint payment_pkey primary key (id),
             constraint payment_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint payment_import_id_fkey foreign key (import_id) references import (id),
             constraint payment_source_key_key unique (source_key),
             constraint payment_amount_positive_check check (amount > 0),
             constraint payment_bounce_complete_check
                 check ((bounced_on is null) = (bounced_at is null))
         )",
        "create index payment_customer on payment (customer_id, id)",
        "create table credit_note (
             id {uuid} not null,
             customer_id {uuid} not null,
             series text not null default '',
             number text not null,
             issued_on {date} not null,
             amount bigint not null,
             currency text not null,
             invoice_id {uuid},
             recorded_at {instant} not null,
             constraint credit_note_pkey primary key (id),
             constraint credit_note_customer_id_fkey
                 foreign key (customer_id) references customer (id),
             constraint credit_note_invoice_id_fkey
                 foreign key (invoice_id) references invoice (id),
             constraint credit_note_series_number_key unique (series, number),
             constraint credit_note_amount_positive_check check (amount > 0)
         )",
        "create index credit_note_customer on credit_note (customer_id, id)",
        "create table allocation (
             id {uuid} not null,
             customer_id {uuid} not null,
             payment_id {uuid},
             credit_note_id {uuid},
             due_line_id {uuid} not null,
             amount bigint not null,
             effective_on {date} not null,
             recorded_at {instant} not null,
             reverses {uuid},
             origin text not null,
             actor text not null,
             constraint allocation_pkey primary key (id),
             constraint allocation_payment_id_fkey
                 foreign key (payment_id) references payment (id),
             constraint allocation_credit_note_id_fkey
                 foreign key (credit_note_id) references credit_note (id),
             constraint allocation_due_line_id_fkey
                 foreign key (due_line_id) references due_line (id),
             constraint allocation_reverses_fkey
                 foreign key (reverses) references allocation (id),
             constraint allocation_reverses_key unique (reverses),
             constraint allocation_amount_positive_check check (amount > 0),
             constraint allocation_one_source_check
                 check ((payment_id is null) <> (credit_note_id is null))
         )",
        "create index allocation_customer on allocation (customer_id)",
        "create index allocation_due_line on allocation (due_line_id)",
        "create index allocation_payment
            on allocation (payment_id) where payment_id is not null",
        "create index allocation_credit_note
            on allocation (credit_note_id) where credit_note_id is not null",
    ],
    tables: &["invoice", "due_line", "payment", "credit_note", "allocation"],
    seed: None,
};
