//! Saved segments, and the indexes by which their conditions are answered.
//!
//! An index of an older table outlives the undoing of this step: doing it again finds it.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0015_segment",
    up: &[
        "create table segment (
             id {uuid} not null,
             name text not null,
             name_key {ordered} not null,
             tree {json} not null,
             version integer not null default 1,
             created_at {instant} not null,
             created_by text not null,
             updated_at {instant} not null,
             updated_by text not null,
             deleted_at {instant},
             constraint segment_pkey primary key (id)
         )",
        "create unique index segment_name_key_key
            on segment (name_key) where deleted_at is null",
        // What is summed by customer is read from the index alone.
        "create index if not exists invoice_sums
            on invoice (customer_id, currency, issued_on, amount)",
        "create index if not exists payment_sums
            on payment (customer_id, currency, received_on, amount) where bounced_on is null",
        "create index if not exists due_line_owed
            on due_line (currency, customer_id, due_on, amount, id, invoice_id, settled_on)
            where settled_on is null",
        "create index if not exists due_line_settled
            on due_line (settled_on) where settled_on is not null",
        "create index if not exists address_postal_code
            on address (substr(postal_code, 1, 2), postal_code, party_id)",
        "create index if not exists address_city on address (city, party_id)",
        "create index if not exists party_restricted
            on party (id) where restricted_at is not null",
        "create index if not exists contact_point_invalid
            on contact_point (id) where invalid_since is not null",
    ],
    tables: &["segment"],
    seed: None,
};
