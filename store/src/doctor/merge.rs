//! Merged customers: nothing is posted for them, and each leads to one that stands by itself.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "merged_customer_has_no_ledger",
        sql: "SELECT m.customer_id AS id FROM merged_customer m
              WHERE EXISTS (SELECT 1 FROM invoice i WHERE i.customer_id = m.customer_id)
                 OR EXISTS (SELECT 1 FROM payment p WHERE p.customer_id = m.customer_id)
                 OR EXISTS (SELECT 1 FROM credit_note n WHERE n.customer_id = m.customer_id)",
    },
    Invariant {
        name: "merged_customer_leads_to_one_that_stands",
        sql: "SELECT m.customer_id AS id FROM merged_customer m
              JOIN customer c ON c.id = m.customer_id
              LEFT JOIN merged_customer n ON n.customer_id = m.into_customer_id
              WHERE n.customer_id IS NOT NULL OR c.deleted_at IS NULL",
    },
];
