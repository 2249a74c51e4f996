//! What a search finds beside what it found before: tags, texts of the fields that a firm defined,
//! establishments, and the customer to whom a person or an establishment belongs. Those who have any of it
//! already wait to be posted again.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0018_found",
    up: &[
        // One that waits since an older step under the same id is posted with all of it.
        "insert into search_pending (id, party_id)
         select p.id, p.id from party p
         where p.parent_id is not null
            or exists (select 1 from customer c join customer_tag t on t.customer_id = c.id
                       where c.party_id = p.id)
            or exists (select 1 from customer c join custom_value v on v.customer_id = c.id
                       where c.party_id = p.id and v.text_value is not null)
         on conflict (id) do nothing",
    ],
    tables: &[],
    seed: None,
};
