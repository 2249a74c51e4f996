//! What a search finds since: choices of the fields that a firm defined, by what people read, and the references of
//! customers that were merged, which lead to the survivor. Those who have any of it already wait to be posted again.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0024_found_later",
    up: &[
        // One that waits since an older step under the same id is posted with all of it.
        "insert into search_pending (id, party_id)
         select p.id, p.id from party p
         where exists (select 1 from merged_customer m where m.into_party_id = p.id)
            or exists (select 1 from customer c
                       join custom_value v on v.customer_id = c.id
                       join custom_field f on f.id = v.field_id
                       where c.party_id = p.id and f.kind = 'choice')
         on conflict (id) do nothing",
    ],
    tables: &[],
    seed: None,
};
